import Kernels
import TensorCore
import TestSupport
import Testing

/// Small blocks belong to a body, large ones to an object of their own: all holds of both.
struct TensorBodyTests {
    private static let counts = [1, 3, 120, 121, 5000]

    private func numbers(_ count: Int) throws -> Tensor {
        try constant((0..<count).map(Double.init))
    }

    private func backwards(_ x: Tensor) -> Tensor {
        let step = x.body.view.strides[0]
        return x.view(
            x.body.view.with(shape: x.shape, strides: [-step], offset: step * (x.count - 1)))
    }

    @Test(arguments: counts)
    func viewsSeeTheSameMemory(count: Int) throws {
        let x = try numbers(count)
        let view = backwards(x)
        let viewOfView = backwards(view)
        #expect(view.sharesMemory(with: x) && viewOfView.sharesMemory(with: x))
        #expect(view.values == x.values.reversed() && viewOfView.values == x.values)
        #expect(try !numbers(count).sharesMemory(with: x))
    }

    /// The memory stays as long as any view of it does.
    @Test(arguments: counts)
    func aViewKeepsTheMemory(count: Int) throws {
        var views: [Tensor] = []
        for _ in 0..<20 {
            let x = try numbers(count)
            views.append(backwards(backwards(x)))
        }
        // Other tensors would come to lie where memory was given back.
        let others = try (0..<20).map { _ in try Tensor.full([count], -1, dtype: .float64) }
        for view in views { #expect(view.values == (0..<count).map(Double.init)) }
        #expect(others.allSatisfy { $0.values.allSatisfy { $0 == -1 } })
    }

    @Test(arguments: counts)
    func whatAViewSeesIsNotWrittenOver(count: Int) throws {
        var x = try numbers(count)
        let view = backwards(x)
        let isShared = !x.isWritableInPlace()
        let target = try x.writableView(operation: "test")
        target.pointer.assumingMemoryBound(to: Double.self).pointee = 9
        #expect(view.values == (0..<count).reversed().map(Double.init) && x.values[0] == 9)
        let isAlone = x.isWritableInPlace()
        #expect(isShared && isAlone)
    }

    @Test(arguments: counts)
    func theLastViewMayBeWrittenInPlace(count: Int) throws {
        var view = try numbers(count)
        do {
            let x = view
            view = x.view(x.body.view.reshaped([count, 1]))
            let isShared = !view.isWritableInPlace()
            #expect(isShared && x.sharesMemory(with: view))
        }
        let pointer = view.body.pointer
        let isAlone = view.isWritableInPlace()
        let target = try view.writableView(operation: "test")
        #expect(isAlone && target.pointer == pointer)
    }

    /// What sees the memory of a tracked tensor must not hold its graph.
    @Test(arguments: counts)
    func aViewDoesNotHoldTheGraph(count: Int) throws {
        final class Node: GraphNode, @unchecked Sendable {
            init() { super.init(depth: 1) }
        }
        weak var node: GraphNode?
        var view: Tensor
        do {
            let x = try numbers(count)
            let tracked = Node()
            x.body.node = tracked
            node = tracked
            view = backwards(x)
            #expect(view.values == (0..<count).reversed().map(Double.init) && !view.requiresGrad)
            withExtendedLifetime(x) {}
        }
        #expect(node == nil)
        #expect(view.values == (0..<count).reversed().map(Double.init))
    }

    @Test func blocksGoBack() async {
        await #expect(processExitsWith: .success) {
            let before = BufferCache.shared.statistics.liveBytes
            do {
                let x = try Tensor.zeros(5000)
                let view = x.view(x.body.view.reshaped([50, 100]))
                try #require(BufferCache.shared.statistics.liveBytes > before)
                withExtendedLifetime((x, view)) {}
            }
            try #require(BufferCache.shared.statistics.liveBytes == before)
        }
    }
}
