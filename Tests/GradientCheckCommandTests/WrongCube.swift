import Autograd

/// x³ with a rule that is wrong by a factor, as a package's author might write it.
struct WrongCube: Operation {
    static let name = "command.wrongCube"
    static let saves = Saves.inputs

    static var samples: [Sample<WrongCube>] {
        get throws { try Samples.each(WrongCube(), in: 0.5...2) }
    }

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, x.dtype) }

    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { try x.detach().square() * x.detach() }

    /// Thrice what it should be.
    static let gradient = Gradient<WrongCube>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try context.upstream * context.input().square() * 9
        }
    })
}
