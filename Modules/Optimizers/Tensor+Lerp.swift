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
    func set(_ value: Tensor) throws(TensorError) {
        let source = try value.compact(operation: "Parameter")
        try write(operation: "Parameter") { target in Copy.copy(target, source.body.view) }
        withExtendedLifetime(source) {}
    }
}
