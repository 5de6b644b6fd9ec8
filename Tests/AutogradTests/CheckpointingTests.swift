import Autograd
import GradientCheck
import Kernels
import TestSupport
import Testing

struct CheckpointingTests {
    /// Parameters and a tracked tensor of the surroundings are used as well as the input.
    private func block(_ w: Tensor, _ s: Tensor) -> (Tensor) throws -> Tensor {
        { x in try ((x.matmul(w)).tanh() * s).sigmoid().matmul(w) }
    }

    @Test func valuesAndGradientsAreThoseOfThePlainFunction() throws {
        let (x, w) = (try leaf([1, -2, 3, 0.5], [2, 2]), try leaf([0.3, -1, 2, 0.7], [2, 2]))
        func gradients(_ call: (Tensor, @escaping (Tensor) throws -> Tensor) throws -> Tensor)
            throws
            -> [[Double]]
        {
            let scale = w.square()
            let h = x * 2
            let y = try call(h, block(w, scale))
            let found = try grad(of: [(y * y).sum()], wrt: [x, w, h, scale])
            return [y.values] + found.compactMap { $0?.values }
        }
        let plain = try gradients { try $1($0) }
        #expect(plain.count == 5)
        #expect(try gradients { try checkpoint($0, $1) } == plain)
        let nested = try gradients { input, function in
            try checkpoint(input) { x in try checkpoint(x) { try checkpoint($0, function) } }
        }
        #expect(nested == plain)
    }

    @Test func backwardGathersInLeaves() throws {
        let (x, w) = (try leaf([1, -2], [1, 2]), try leaf([0.3, -1, 2, 0.7], [2, 2]))
        try checkpoint(x) { try $0.matmul(w).exp() }.sum().backward()
        let found = [x.grad?.values, w.grad?.values]
        (x.grad, w.grad) = (nil, nil)
        try x.matmul(w).exp().sum().backward()
        #expect(found == [x.grad?.values, w.grad?.values])
    }

    @Test func gradientsAgreeWithDifferenceQuotientsToSecondOrder() throws {
        let inputs = [try leaf([1, -2, 3, 0.5], [2, 2]), try leaf([0.3, -1, 2, 0.7], [2, 2])]
        func function(_ tensors: [Tensor]) throws -> Tensor {
            let w = tensors[1]
            return try checkpoint(tensors[0]) { x in
                let h = try x.matmul(w).softmax(dim: 1)
                return try checkpoint(h) { try $0.exp() * w }
            }
        }
        try gradcheck(function, inputs: inputs)
        try gradgradcheck(function, inputs: inputs)
    }

    @Test func severalInputsAndOutputsSomeOfThemUntracked() throws {
        let (x, c) = (try leaf([2]), try constant([5]))
        let outputs = try checkpoint([x, c]) { [try $0[0] * $0[1], $0[1] * 2, $0[0]] }
        #expect(outputs.map(\.values) == [[10], [10], [2]])
        #expect(outputs.map(\.requiresGrad) == [true, false, true])
        try (outputs[0] * outputs[2]).sum().backward()
        #expect(x.grad?.values == [20])
    }

    @Test func dropoutRepeatsItsMaskAndMovesItsGeneratorOnce() throws {
        let generator = Generator(seed: 3)
        let x = try leaf([Double](repeating: 1, count: 64))
        let start = generator.state
        let y = try checkpoint(x) { input in
            try checkpoint(input.dropout(p: 0.5, generator: generator)) { hidden in
                try hidden.square().dropout(p: 0.3, generator: generator)
            }
        }
        let moved = generator.state
        _ = try Tensor.rand(10, generator: generator)
        try y.sum().backward()
        let found = try #require(x.grad?.values)
        #expect(moved.offset == 32 && generator.state.offset > moved.offset)
        generator.state = start
        let z = try x.dropout(p: 0.5, generator: generator).square().dropout(
            p: 0.3, generator: generator)
        #expect(y.values == z.values)
        #expect(try grad(of: z.sum(), wrt: x).values == found)
        #expect(Set(found).count > 1, "a mask was drawn")
    }

    @Test func withoutRecordingTheFunctionRunsAsItIs() throws {
        let x = try leaf([2])
        let y = try noGrad { try checkpoint(x) { $0.square() } }
        #expect(y.values == [4] && !y.requiresGrad)
        #expect(try checkpoint(constant([3])) { $0.square() }.requiresGrad == false)
    }

    @Test func gradientsWithinTheFunction() throws {
        let x = try leaf([2])
        // d/dx of x · d(x³)/dx = 3x³, which is 9x².
        let y = try checkpoint(x) { input in
            try input * grad(of: (input * input * input).sum(), wrt: input, createGraph: true)
        }
        try y.sum().backward()
        #expect(y.values == [24] && x.grad?.values == [36])
    }

    @Test func memoryOfActivationsIsFreed() throws {
        let size = 1 << 16
        func live(_ call: (Tensor) throws -> Tensor) throws -> Int {
            let x = try Tensor.ones([size], requiresGrad: true)
            let before = BufferCache.shared.statistics.liveBytes
            let y = try call(x)
            let after = BufferCache.shared.statistics.liveBytes
            return withExtendedLifetime((x, y)) { after - before }
        }
        func chain(_ x: Tensor) throws -> Tensor { x.exp().tanh8().sum() }
        // Nine results of 256 KiB are kept, or none. Other tests run meanwhile and may come between,
        // but not each time.
        let differences = try (0..<5).map { _ in
            try live(chain) - live { try checkpoint($0) { try chain($0) } }
        }
        #expect(
            differences.contains { (6 * 4 * size...12 * 4 * size).contains($0) }, "\(differences)")
    }
}

extension Tensor {
    /// Eight activations on the way to one result.
    fileprivate func tanh8() -> Tensor { (0..<8).reduce(self) { x, _ in x.tanh() } }
}
