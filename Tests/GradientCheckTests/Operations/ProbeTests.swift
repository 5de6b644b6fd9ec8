import Autograd
import GradientCheck
import Kernels
import Testing

/// a · b, which is wrong in the ways that its options say.
private struct Probed: Operation {
    static let name = "test.probed"
    static let saves = Saves.inputs

    func infer(_ inputs: [Tensor]) throws(TensorError) -> TensorSpec {
        guard inputs[0].shape == inputs[1].shape else {
            throw TensorError(.shape, Self.name, expected: "equal shapes", got: "others")
        }
        return TensorSpec(inputs[0].shape, inputs[0].dtype)
    }
    func forward(
        _ inputs: [Tensor], _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        guard inputs.count == 3, inputs[2].dtype == .int64 else {
            throw TensorError(.value, Self.name, expected: "two factors and a count", got: "others")
        }
        return try inputs[0].detach() * inputs[1].detach() * inputs[2].item()
    }
    static let gradient = Gradient<Probed>.rule({ context throws(TensorError) in
        let count = try context.input(2).item()
        for index in 0..<2 {
            try context.propagate(to: index) { () throws(TensorError) in
                try context.upstream * context.input(1 - index) * count
            }
        }
    })
    static var samples: [Sample<Probed>] {
        get throws {
            let (a, b) = (
                try Samples.values([3], in: 0.5...2), try Samples.values([3], in: 0.5...2, seed: 1)
            )
            return [Sample("three", Probed(), [a, b, try Tensor(scalar: 2, .int64)])]
        }
    }
}

struct ProbeTests {
    /// Inputs come in their order, integers stay what they are, and only numbers with gradients are
    /// mutated.
    @Test func packsOfAnyKindArePutBackTogether() throws {
        let report = try checkOperation(Probed.self)
        #expect(report.mutationCount == 4 && report.mutationsCaught == 4)
        // Three outputs by six inputs; and in second order by three upstream gradients besides,
        // for six gradients.
        #expect(report.entryCount == 3 * 6 + 6 * 9)
    }

    @Test func wrongInferenceIsSeen() throws {
        for (failure, what) in [
            (
                try #require(throws: GradientCheckError.self) {
                    try checkOperation(WrongShape.self)
                },
                "[1, 2, 3]"
            ),
            (
                try #require(throws: GradientCheckError.self) {
                    try checkOperation(WrongType.self)
                },
                "float64"
            ),
        ] { #expect("\(failure)".contains(what), "\(failure)") }
    }
}
