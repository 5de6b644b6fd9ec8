import Kernels

extension Tensor {
    /// Replaces this tensor by `operation(self, other)`, in its own memory when nobody else holds
    /// it and the call is not recorded.
    ///
    /// A leaf stays a leaf under `noGrad`, as an optimizer needs; a recorded call makes this
    /// tensor a result like any other.
    mutating func update<Op: ElementwiseBinary>(
        _ operation: Op, _ other: Tensor
    ) throws(TensorError) {
        let spec = try operation.infer(Pair(self, other))
        guard spec.layout.hasShape(of: body.layout), spec.dtype == dtype else {
            throw TensorError(
                .shape, "\(Op.name)=", expected: "a result that fits \(dtype) \(shape)",
                got: "\(spec.dtype) \(spec.shape)",
                hint: "Assign the result of the operator instead.", inputs: [self, other])
        }
        let isTracked = body.node != nil || other.body.node != nil
        let records = isTracked && isGradEnabled
        // Of elements that others hold a result is made anew: one pass where copying first takes two.
        if records || CallWatch.isOn || !isWritableInPlace() || !dtype.computes
            || !other.dtype.computes
        {
            let leaf = records ? nil : body.node as? Leaf
            self = try operation(Pair(self, other))
            if let leaf { body.node = leaf }
            return
        }
        let other = try other.to(dtype)
        let view = body.view
        guard let loop = Op.kernel(dtype) else {
            preconditionFailure("\(Op.name): no kernel for \(dtype)")
        }
        Elementwise.binary(loop, view, view, other.body.view)
        if !(body.node is Leaf) { body.node = nil }
        withExtendedLifetime(other) {}
    }
}
