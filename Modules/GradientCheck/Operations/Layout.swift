import Kernels

/// The same elements in memory in another order.
enum Layout: String, CaseIterable {
    /// The last two axes exchanged.
    case transposed
    /// Every second element of a longer axis.
    case strided
    /// Backwards along the last axis.
    case reversed

    /// A tensor equal to `tensor` that lies so, nil when it has too few axes.
    func callAsFunction(_ tensor: Tensor) throws -> Tensor? {
        guard tensor.rank > 0 else { return nil }
        let last = tensor.rank - 1
        switch self {
        case .transposed:
            guard last > 0 else { return nil }
            return try tensor.transpose(-1, -2).clone().transpose(-1, -2)
        case .strided:
            let axis = tensor.rank
            let pairs = try tensor.unsqueeze(dim: axis)
                .expand(Shape(tensor.shape + [2])).clone()
            return try pairs.narrow(dim: axis, start: 1, length: 1)
                .squeezed(axis)
        case .reversed:
            let spans = tensor.shape.enumerated().map { axis, size in
                axis == last
                    ? Slice.Span(start: max(size - 1, 0), step: -1, count: size)
                    : Slice.Span(start: 0, count: size)
            }
            return try Slice(spans)(Slice(spans)(tensor).clone())
        }
    }
}

extension Tensor {
    /// This tensor without an axis of size 1, as a view (`squeeze` would copy).
    fileprivate func squeezed(_ axis: Int) throws -> Tensor {
        view(body.view.with(shape: shape.removing(axis), strides: body.view.strides.removing(axis)))
    }
}
