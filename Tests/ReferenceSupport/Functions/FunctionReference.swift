import Autograd

/// How a function of tensors is called for the cases of its fixture: an operation, a loss, or
/// what is composed of operations.
package struct FunctionReference: Sendable {
    /// The name: that of the operation, and of the fixture.
    package let name: String
    /// The results for a case's inputs and options.
    let call: @Sendable ([Tensor], CaseOptions) throws -> [Tensor]

    private init(
        _ name: String,
        _ call: @escaping @Sendable ([Tensor], CaseOptions) throws -> [Tensor]
    ) {
        self.name = name
        self.call = call
    }

    /// A function that is called by hand.
    static func function(
        _ name: String,
        _ call: @escaping @Sendable ([Tensor], CaseOptions) throws -> [Tensor]
    ) -> FunctionReference { FunctionReference(name, call) }

    /// An operation on one tensor.
    static func unary<Op: Operation>(
        _: Op.Type, _ make: @escaping @Sendable (CaseOptions) throws -> Op
    ) -> FunctionReference where Op.Inputs == Tensor {
        FunctionReference(Op.name) { inputs, options in
            try make(options)(only(1, inputs)[0]).all
        }
    }

    /// An operation on two tensors.
    static func binary<Op: Operation>(
        _: Op.Type, _ make: @escaping @Sendable (CaseOptions) throws -> Op
    ) -> FunctionReference where Op.Inputs == Pair {
        FunctionReference(Op.name) { inputs, options in
            let inputs = try only(2, inputs)
            return try make(options)(Pair(inputs[0], inputs[1])).all
        }
    }

    /// An operation on three tensors.
    static func ternary<Op: Operation>(
        _: Op.Type, _ make: @escaping @Sendable (CaseOptions) throws -> Op
    ) -> FunctionReference where Op.Inputs == Triple {
        FunctionReference(Op.name) { inputs, options in
            let inputs = try only(3, inputs)
            return try make(options)(Triple(inputs[0], inputs[1], inputs[2])).all
        }
    }

    /// An operation on any number of tensors.
    static func list<Op: Operation>(
        _: Op.Type, _ make: @escaping @Sendable (CaseOptions) throws -> Op
    ) -> FunctionReference where Op.Inputs == [Tensor] {
        FunctionReference(Op.name) { inputs, options in try make(options)(inputs).all }
    }

    private static func only(_ count: Int, _ inputs: [Tensor]) throws -> [Tensor] {
        guard inputs.count == count else {
            throw ReferenceError("expected \(count) inputs; the fixture has \(inputs.count)")
        }
        return inputs
    }
}

extension TensorPack {
    /// The tensors in order.
    fileprivate var all: [Tensor] { (0..<arity).map { self[at: $0] } }
}
