import Kernels
import TensorCore
import TestSupport
import Testing

struct TensorTests {
    /// Writes 9 into the first element in place, as operations do.
    private func overwrite(_ tensor: inout Tensor) throws {
        let view = try tensor.writableView(operation: "test")
        view.pointer.assumingMemoryBound(to: Double.self).pointee = 9
    }

    @Test func isOneWordWide() {
        #expect(MemoryLayout<Tensor>.size == MemoryLayout<Int>.size)
    }

    @Test func anUnsharedTensorIsWrittenWhereItLies() throws {
        var x = try constant([1, 2])
        let address = x.body.pointer
        try overwrite(&x)
        #expect(x.body.pointer == address && x.values == [9, 2])
    }

    @Test func aCopyIsWrittenElsewhere() throws {
        let x = try constant([1, 2])
        var y = x
        try overwrite(&y)
        #expect(x.values == [1, 2] && y.values == [9, 2])
        // Now it is alone, and stays where it is.
        let address = y.body.pointer
        try overwrite(&y)
        #expect(y.body.pointer == address)
    }

    @Test func aViewKeepsWhatItShowed() throws {
        var x = try constant([1, 2, 3, 4], [2, 2])
        let turned = x.view(x.body.view.permuted([1, 0]))
        try overwrite(&x)
        #expect(turned.values == [1, 3, 2, 4] && x.values == [9, 2, 3, 4])
        var view = x.view(x.body.view.permuted([1, 0]))
        try overwrite(&view)
        #expect(x.values == [9, 2, 3, 4] && view.values == [9, 3, 2, 4])
    }

    @Test func aLeafStaysOneWhenItIsWritten() throws {
        var x = try leaf([1, 2])
        let other = x
        let node = x.body.node
        try overwrite(&x)
        #expect(x.body.node === node && x.isLeaf && x.requiresGrad && other.values == [1, 2])
    }

    @Test func detachSharesMemoryAndLeavesTheGraph() throws {
        for count in [2, 1000] {
            let x = try leaf((0..<count).map(Double.init))
            let y = x.detach()
            #expect(!y.requiresGrad && y.isLeaf && x.requiresGrad)
            #expect(y.sharesMemory(with: x) && y.values == x.values)
        }
        let z = try constant([1])
        #expect(z.detach().body === z.body)
    }

    @Test func knowsItsShape() throws {
        let x = try Tensor.zeros(2, 3, dtype: .int32)
        #expect(x.shape == [2, 3] && x.rank == 2 && x.count == 6 && x.dtype == .int32)
        #expect(x.isContiguous && !x.view(x.body.view.permuted([1, 0])).isContiguous)
        let scalar = try Tensor(4.0)
        #expect(scalar.shape == [] && scalar.rank == 0 && scalar.count == 1)
    }

    @Test func sizesThatOverflowAreErrors() {
        let bad: [Shape] = [
            [1 << 32, 1 << 32], [.max, 2], [-1], [2, -3], [0, .max, .max], [.max],
            [1 << 31, 1 << 30, 2],
        ]
        for shape in bad {
            let text = errorText { _ = try Tensor.zeros(shape, dtype: .float64) }
            #expect(
                text == "full: expected sizes of at least 0 whose product fits into 63 bits; got "
                    + "\(shape).", "\(shape)")
        }
    }

    @Test func memoryThatCannotBeHadIsAnError() {
        let text = errorText { _ = try Tensor.zeros([1 << 50], dtype: .uint8) }
        #expect(
            text == "full: expected memory for [1125899906842624] of uint8; got none left. Use "
                + "smaller batches or release tensors.")
    }

    @Test func bytesAreThoseOfCOrder() throws {
        let x = try Tensor([[1, 2], [3, 4]], dtype: .uint8)
        let turned = x.view(x.body.view.permuted([1, 0]))
        #expect(try bytes(of: turned) == [1, 3, 2, 4])
        let written = try Tensor(uninitialized: [2, 2], dtype: .int16) { buffer in
            for i in 0..<8 { buffer[i] = UInt8(i) }
        }
        #expect(try bytes(of: written) == Array(0..<8) && written.dtype == .int16)
        #expect(try bytes(of: Tensor.zeros(0, 3)) == [])
    }

    @Test func isReadByManyThreadsAtOnce() throws {
        let x = try Tensor((0..<10_000).map { Double($0) })
        let turned = x.view(x.body.view.reshaped([100, 100]).permuted([1, 0]))
        let expected = turned.values
        try onThreads(8) { index in
            for round in 0..<20 {
                #expect(turned.values == expected)
                // Each thread's own copy is written, and nobody else's.
                var mine = x
                let view = try mine.writableView(operation: "test")
                view.pointer.assumingMemoryBound(to: Double.self).pointee = Double(index + round)
                #expect(mine.values[0] == Double(index + round))
            }
        }
        #expect(x.values[0] == 0)
    }

    @Test func isSentBetweenTasks() async throws {
        let x = try Tensor((0..<1000).map { Double($0) })
        let sums = try await withThrowingTaskGroup(of: Double.self) { group in
            for task in 0..<16 {
                group.addTask {
                    var mine = x
                    let view = try mine.writableView(operation: "test")
                    view.pointer.assumingMemoryBound(to: Double.self).pointee = Double(task)
                    return mine.values.reduce(0, +)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sums.sorted() == (0..<16).map { 499_500 + Double($0) })
        #expect(x.values[0] == 0)
    }
}
