import Kernels

/// Windows along an axis, each along a new last axis: a view in which windows may overlap.
package struct Unfold: Operation {
    public static let name = "unfold"
    public static let movesElements = true

    /// The windows.
    public let windows: AxisWindows

    public init(_ windows: AxisWindows) { self.windows = windows }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let axis = try Axes.resolve(windows.dim, rank: x.rank, Self.name)
        let size = x.rank > 0 ? x.shape[axis] : 1
        guard let count = windows.count(in: size) else {
            throw TensorError(
                .value, Self.name,
                expected: "a window that fits \(size) elements, and a step of at least 1",
                got: "size \(windows.size), step \(windows.step)", inputs: [x])
        }
        guard x.rank > 0 else { return TensorSpec([windows.size], x.dtype) }
        var shape = x.shape
        shape[axis] = count
        shape.append(windows.size)
        return TensorSpec(shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(windows.dim, rank: x.rank, Self.name)
        var strides = x.body.view.strides
        let stride = x.rank > 0 ? strides[axis] : 1
        // The step to a window that is not there may be too large for an address.
        if x.rank > 0 { strides[axis] = spec.shape[axis] > 1 ? windows.step * stride : stride }
        strides.append(windows.spacing * stride)
        return x.view(x.body.view.with(shape: spec.shape, strides: strides))
    }

    public static let gradient = Gradient<Unfold>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try UnfoldGradient(context.operation.windows, into: context.shape())(context.upstream)
        }
    })

    public static var samples: [Sample<Unfold>] {
        get throws {
            try UnfoldGradient.cases.map { label, shape, windows in
                Sample(label, Unfold(windows), try Samples.values(shape, in: -2...2))
            }
        }
    }
}

/// ``Unfold`` backwards: the sum, at each element, of its places in windows.
package struct UnfoldGradient: Operation {
    public static let name = "unfold.gradient"

    /// The windows.
    public let windows: AxisWindows
    /// The shape of the result.
    public let shape: Shape

    public init(_ windows: AxisWindows, into shape: Shape) {
        self.windows = windows
        self.shape = shape
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let axis = try Axes.resolve(windows.dim, rank: shape.count, Self.name)
        var expected = shape
        if shape.count > 0 { expected[axis] = windows.count(in: shape[axis]) ?? -1 }
        expected.append(windows.size)
        guard x.shape == expected else {
            throw TensorError(
                .shape, Self.name, expected: "\(expected)", got: "\(x.shape)", inputs: [x])
        }
        return TensorSpec(shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let result = try Tensor.zeros(spec.shape, dtype: spec.dtype)
        guard x.count > 0 else { return result }
        // A number is an axis of one element.
        let whole = shape.count > 0 ? shape : [1]
        let axis = try Axes.resolve(windows.dim, rank: whole.count, Self.name)
        let windowed = shape.count > 0 ? x : try x.unsqueeze(dim: 0)
        // Windows side by side along the axis: [.., windows · size, ..].
        var order = Array(0..<whole.count)
        order.insert(whole.count, at: axis + 1)
        let ordered = try windowed.view(windowed.body.view.permuted(order))
            .compact(operation: Self.name)
        let places = (0..<windowed.shape[axis]).flatMap { window in
            (0..<windows.size).map { Int64(window * windows.step + $0 * windows.spacing) }
        }
        let around = Index.Split(whole, axis: axis)
        let index = try Tensor(places, shape: [places.count])
        Index.add(
            result.body.view.reshaped([around.outer, around.length, around.inner]),
            ordered.body.view.reshaped([around.outer, places.count, around.inner]),
            index.body.view, axis: 1)
        return withExtendedLifetime((ordered, index)) { result }
    }

    public static let gradient = Gradient<UnfoldGradient>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try Unfold(context.operation.windows)(context.upstream)
        }
    })

    fileprivate static var cases: [(label: String, shape: Shape, windows: AxisWindows)] {
        [
            ("overlapping", [5], AxisWindows(dim: 0, size: 3, step: 1)),
            ("gaps", [2, 5], AxisWindows(dim: -1, size: 2, step: 3)),
            ("an inner axis", [2, 4, 3], AxisWindows(dim: 1, size: 2, step: 2)),
            ("spaced", [6, 2], AxisWindows(dim: 0, size: 2, step: 1, spacing: 3)),
        ]
    }

    public static var samples: [Sample<UnfoldGradient>] {
        get throws {
            try cases.map { label, shape, windows in
                let folded = try Unfold(windows)(.zeros(shape)).shape
                return Sample(
                    label, UnfoldGradient(windows, into: shape),
                    try Samples.values(folded, in: -2...2))
            }
        }
    }
}

/// Windows along an axis.
package struct AxisWindows: Sendable, Hashable {
    /// The axis.
    package var dim: Int
    /// Elements of a window, from one window to the next, and from one element to the next.
    package var size, step, spacing: Int

    package init(dim: Int, size: Int, step: Int, spacing: Int = 1) {
        self.dim = dim
        self.size = size
        self.step = step
        self.spacing = spacing
    }

    /// How many fit; nil where none does.
    package func count(in length: Int) -> Int? {
        guard size >= 0, step >= 1, spacing >= 1, size <= 1 << 40, spacing <= 1 << 20 else {
            return nil
        }
        let extent = size == 0 ? 0 : spacing * (size - 1) + 1
        return extent <= length ? (length - extent) / step + 1 : nil
    }
}

extension Tensor {
    /// The windows of `size` elements along an axis, `step` apart, each along a new last axis: a
    /// view.
    ///
    /// Shape: [n, m] → [⌊(n − size) / step⌋ + 1, m, size] with dim 0.
    ///
    /// Gradient: to each element the sum of what it gets in all windows.
    ///
    /// - Throws: ``TensorError`` when no window fits or `step` is not positive.
    ///
    /// Source: PyTorch 2.13, `torch.Tensor.unfold`.
    public func unfold(dim: Int, size: Int, step: Int) throws(TensorError) -> Tensor {
        try Unfold(AxisWindows(dim: dim, size: size, step: step))(self)
    }
}
