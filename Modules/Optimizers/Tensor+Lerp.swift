import Kernels

extension Tensor {
    /// The numbers that lie `weight` of the way to another tensor's, with the roundings of
    /// `torch.lerp`: from whichever end is nearer.
    func lerp(_ end: Tensor, weight: Double) throws(TensorError) -> Tensor {
        let difference = try end - self
        return weight < 0.5 ? try self + difference * weight : try end - difference * (1 - weight)
    }
}

extension Parameter {
    /// Takes the numbers of a tensor of the same shape and type; the gradient stays.
    ///
    /// - Throws: ``TensorError`` when shape or type differ; nothing changes then.
    func set(_ value: Tensor) throws(TensorError) {
        let source = try value.compact(operation: "Parameter")
        let view = source.body.view
        var problem: TensorError?
        try write(operation: "Parameter") { target in
            // The copy relies on equal shapes and types.
            guard target.shape == view.shape, target.dtype == view.dtype else {
                problem = TensorError(
                    .shape, "Parameter", expected: "\(target.dtype) \(target.shape)",
                    got: "\(view.dtype) \(view.shape)", hint: "Was its value replaced?",
                    inputs: [value])
                return
            }
            Copy.copy(target, view)
        }
        withExtendedLifetime(source) {}
        if let problem { throw problem }
    }
}
