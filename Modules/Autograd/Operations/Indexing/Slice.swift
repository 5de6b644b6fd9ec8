import Kernels

/// A part of a tensor, evenly spaced along each axis: a view.
package struct Slice: Operation {
    public static let name = "slice"
    public static let movesElements = true

    /// The elements of one axis: `count` of them from `start` on, `step` apart (possibly
    /// backwards).
    public struct Span: Sendable, Hashable {
        public var start: Int
        public var step: Int
        public var count: Int

        public init(start: Int, step: Int = 1, count: Int) {
            self.start = start
            self.step = step
            self.count = count
        }
    }

    /// One for each axis.
    public let spans: [Span]

    public init(_ spans: [Span]) { self.spans = spans }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        guard spans.count == x.rank else {
            throw TensorError(
                .axis, Self.name, expected: "\(x.rank) spans", got: "\(spans.count)", inputs: [x])
        }
        for (axis, span) in spans.enumerated() where span.count > 0 {
            let last = span.start + (span.count - 1) * span.step
            guard min(span.start, last) >= 0, max(span.start, last) < x.shape[axis] else {
                throw TensorError(
                    .index, Self.name, expected: "indices below \(x.shape[axis]) along dim \(axis)",
                    got: "\(span.start) to \(last)", inputs: [x])
            }
        }
        return TensorSpec(Shape(spans.map(\.count)), x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { x.view(view(of: x.body.view)) }

    /// The part of a layout.
    func view(of layout: ArrayView) -> ArrayView {
        var (shape, strides) = (layout.shape, layout.strides)
        var offset = 0
        for (axis, span) in spans.enumerated() {
            if span.count > 0 { offset += span.start * strides[axis] }
            shape[axis] = span.count
            strides[axis] *= span.step
        }
        return layout.with(shape: shape, strides: strides, offset: offset)
    }

    public static let gradient = Gradient<Slice>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try SliceScatter(context.operation.spans, into: context.shape())(context.upstream)
        }
    })

    public static var samples: [Sample<Slice>] {
        get throws {
            let x = try Samples.values([4, 5], in: -2...2)
            return [
                Sample("rows", Slice([.init(start: 1, count: 2), .init(start: 0, count: 5)]), x),
                Sample(
                    "steps",
                    Slice([.init(start: 3, step: -2, count: 2), .init(start: 0, step: 2, count: 3)]
                    ), x),
            ]
        }
    }
}

/// Zeros of a shape with a tensor written into a part: what ``Slice`` does, backwards.
package struct SliceScatter: Operation {
    public static let name = "sliceScatter"
    public static let movesElements = true

    /// Where the tensor goes, one span for each axis.
    public let spans: [Slice.Span]
    /// The shape of the result.
    public let shape: Shape

    public init(_ spans: [Slice.Span], into shape: Shape) {
        self.spans = spans
        self.shape = shape
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        guard Shape(spans.map(\.count)) == x.shape, spans.count == shape.count else {
            throw TensorError(
                .shape, Self.name, expected: "\(Shape(spans.map(\.count)))", got: "\(x.shape)",
                inputs: [x])
        }
        return TensorSpec(shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let result = try Tensor.zeros(spec.shape, dtype: spec.dtype)
        Copy.copy(Slice(spans).view(of: result.body.view), x.body.view)
        return result
    }

    public static let gradient = Gradient<SliceScatter>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try Slice(context.operation.spans)(context.upstream)
        }
    })

    public static var samples: [Sample<SliceScatter>] {
        get throws {
            let spans = [Slice.Span(start: 3, step: -2, count: 2), .init(start: 1, count: 3)]
            return [
                Sample(
                    "part", SliceScatter(spans, into: [4, 5]),
                    try Samples.values([2, 3], in: -2...2))
            ]
        }
    }
}

extension Tensor {
    /// `length` elements from `start` on along an axis, as a view.
    ///
    /// - Throws: ``TensorError`` when the axis does not have them.
    public func narrow(dim: Int, start: Int, length: Int) throws(TensorError) -> Tensor {
        let axis = try Axes.resolve(dim, rank: rank, "narrow")
        guard rank > 0, start >= 0, length >= 0, start <= shape[axis] - length else {
            throw TensorError(
                .index, "narrow", expected: "a part of \(rank > 0 ? shape[axis] : 0) elements",
                got: "\(length) from \(start) on", inputs: [self])
        }
        var spans = shape.map { Slice.Span(start: 0, count: $0) }
        spans[axis] = Slice.Span(start: start, count: length)
        return try Slice(spans)(self)
    }
}
