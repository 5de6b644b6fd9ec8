import Optimizers
import TensorCore
import TestSupport
import Testing

@Suite struct MuonTests {
    private func matrix(_ seed: UInt64, _ shape: Shape = [4, 3]) throws -> Tensor {
        try Tensor.normal(shape, dtype: .float64, generator: Generator(seed: seed))
    }

    /// Steps are near a multiple of a matrix with orthonormal columns, however uneven the gradient.
    @Test(arguments: [[4, 3], [3, 5]] as [Shape])
    func stepsAreNearlyOrthogonal(shape: Shape) throws {
        let x = Parameter(try Tensor.zeros(shape, dtype: .float64))
        let optimizer = try Muon([x], lr: 1, weightDecay: 0, nsSteps: 12, adjustLR: .original)
        x.grad = try matrix(1, shape) * (matrix(2, shape) * 3).exp()
        try optimizer.step()
        let scale = max(1, Double(shape[0]) / Double(shape[1])).squareRoot()
        let step = x.value.detach() / scale
        let gram =
            shape[0] > shape[1]
            ? try step.transpose(0, 1).matmul(step) : try step.matmul(step.transpose(0, 1))
        for i in 0..<gram.shape[0] {
            for j in 0..<gram.shape[1] {
                let value = gram.values[i * gram.shape[1] + j]
                // The polynomial holds singular values between about 0.7 and 1.2.
                #expect(i == j ? (0.4...1.5).contains(value) : value.magnitude < 0.5)
            }
        }
    }

    @Test func resumesBitForBit() throws {
        let (x, y) = (Parameter(try matrix(1)), Parameter(try matrix(1)))
        let (one, other) = (try Muon([x], lr: 0.1), try Muon([y], lr: 0.1))
        for step in 0..<6 {
            if step == 3 {
                let resumed = try Muon([y], lr: 0.3)
                try resumed.loadStateDict(other.stateDict())
                y.grad = try matrix(13)
                x.grad = try matrix(13)
                try one.step()
                try resumed.step()
                continue
            }
            guard step < 3 else { break }
            for (parameter, optimizer) in [(x, one), (y, other)] {
                parameter.grad = try matrix(UInt64(10 + step))
                try optimizer.step()
            }
        }
        #expect(x.value.values == y.value.values)
    }

    @Test func refusesWhatIsNoMatrix() throws {
        #expect(
            errorText { _ = try Muon([try parameter([1, 2])]) }
                == "Muon: expected matrices; got a parameter of shape [2]. Give the others to AdamW."
        )
    }

    @Test func refusesAValueThatIsNoMatrixAnyMoreAndChangesNothing() throws {
        let (x, y) = (Parameter(try matrix(1)), Parameter(try matrix(2)))
        let optimizer = try Muon([x, y])
        let before = x.values
        y.value = try constant([1, 2])
        (x.grad, y.grad) = (try matrix(3), try constant([1, 1]))
        #expect(errorText { try optimizer.step() }.hasPrefix("Muon: expected matrices; got"))
        #expect(x.values == before)
    }

    @Test func refusesImpossibleRatesAndStates() throws {
        let x = Parameter(try matrix(1))
        let optimizer = try Muon([x])
        x.grad = try matrix(2)
        try optimizer.step()
        let (state, before) = (optimizer.stateDict(), x.values)
        for (name, wrong) in [
            ("state.0.momentum_buffer", nil), ("state.0.momentum_buffer", try matrix(1, [3, 4])),
            ("state.0.step", nil), ("groups.0.ns_steps", try constant([2.5])),
            ("groups.0.nesterov", try constant([2])), ("groups.0.momentum", nil),
        ] as [(String, Tensor?)] {
            var other = state
            other[name] = wrong
            #expect(errorText { try optimizer.loadStateDict(other) } != "", "\(name)")
            expectEqual(optimizer.stateDict(), state)
        }
        optimizer.lr = .nan
        #expect(errorText { try optimizer.step() }.hasPrefix("Muon lr: expected"))
        #expect(x.values == before)
    }

    @Test func rejectsOptionsOutOfRange() throws {
        let x = Parameter(try matrix(1))
        #expect(errorText { _ = try Muon([x], momentum: -1) }.hasPrefix("Muon momentum: expected"))
        #expect(
            errorText { _ = try Muon([x], nsCoefficients: (1, .nan, 1)) }
                .hasPrefix("Muon nsCoefficients: expected finite numbers"))
        #expect(errorText { _ = try Muon([x], nsSteps: 100) }.hasPrefix("Muon nsSteps: expected"))
    }
}
