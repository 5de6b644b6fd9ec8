import Kernels

/// A tensor with axes made longer, or cut, at both ends.
package struct Pad: Operation {
    public static let name = "pad"
    public static let movesElements = true

    /// How many places the last axis gets before and after, then the axis before it, …; negative
    /// ones are cut off.
    public let padding: [Int]
    /// What stands in the new places.
    public let mode: PaddingMode
    /// The number of ``PaddingMode/constant``.
    public let value: Double

    public init(_ padding: [Int], mode: PaddingMode = .constant, value: Double = 0) {
        self.padding = padding
        self.mode = mode
        self.value = value
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        guard padding.count.isMultiple(of: 2), padding.count <= 2 * x.rank else {
            throw TensorError(
                .value, Self.name,
                expected: "two numbers for each of at most \(x.rank) axes, the last axis first",
                got: "\(padding)", inputs: [x])
        }
        // The bound keeps sizes within an Int, and lists of places within memory.
        let bound = 1 << 31
        guard padding.allSatisfy({ (-bound...bound).contains($0) }) else {
            throw TensorError(
                .value, Self.name, expected: "padding from \(-bound) to \(bound)",
                got: "\(padding)", inputs: [x])
        }
        guard mode == .constant || value == 0 else {
            throw TensorError(
                .value, Self.name, expected: "a value in mode constant only",
                got: "\(value) in mode \(mode)", inputs: [x])
        }
        var shape = x.shape
        for axis in x.shape.indices {
            let ends = ends(of: axis, rank: x.rank)
            let kept = ends.kept(of: x.shape[axis])
            let most = most(for: x.shape[axis], kept)
            guard kept >= 0, max(ends.before, ends.after) <= most else {
                throw TensorError(
                    .shape, Self.name,
                    expected: "padding from \(-x.shape[axis]) to \(most) in mode \(mode) "
                        + "along dim \(axis)",
                    got: "\(ends.before) before and \(ends.after) after \(x.shape)", inputs: [x])
            }
            shape[axis] = x.shape[axis] + ends.before + ends.after
        }
        return TensorSpec(shape, x.dtype)
    }

    /// The longest padding of an axis: mirrored it must not reach its other end, and what is
    /// repeated once must be there.
    private func most(for size: Int, _ kept: Int) -> Int {
        switch mode {
        case .reflect: max(size - 1, 0)
        case .circular: kept
        case .constant: .max
        case .replicate: size > 0 ? .max : 0
        }
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        if mode == .constant {
            let result = try Tensor.empty(spec, operation: Self.name)
            Fill.fill(result.body.view, with: value)
            let (target, source) = parts(x.shape)
            Copy.copy(
                Slice(target).view(of: result.body.view), Slice(source).view(of: x.body.view))
            return withExtendedLifetime(x) { result }
        }
        // Of a result that there is no memory for, no places are counted.
        _ = try Tensor.empty(spec, operation: Self.name)
        var result = try x.compact(operation: Self.name)
        for axis in x.shape.indices where !ends(of: axis, rank: x.rank).areNone {
            let places = try places(axis, x.shape)
            var shape = result.shape
            shape[axis] = places.count
            let longer = try Tensor.empty(shape, spec.dtype, operation: Self.name)
            Index.select(longer.body.view, result.body.view, places.body.view, axis: axis)
            result = withExtendedLifetime((result, places)) { longer }
        }
        return result.view(result.body.view)
    }

    public static let gradient = Gradient<Pad>.rule({ context throws(TensorError) in
        let (operation, shape) = (context.operation, context.shape())
        try context.propagate { () throws(TensorError) in
            guard operation.mode == .constant else {
                return try PadGradient(operation.padding, mode: operation.mode, into: shape)(
                    context.upstream)
            }
            let (target, source) = operation.parts(shape)
            let part = try Slice(target)(context.upstream)
            return part.shape == shape ? part : try SliceScatter(source, into: shape)(part)
        }
    })

    public static var samples: [Sample<Pad>] {
        get throws {
            let x = try Samples.values([2, 3, 4], in: -2...2)
            return [
                Sample("a constant", Pad([1, 2, 0, 1], value: 0.5), x),
                Sample("cut", Pad([-1, 2, 1, -2, -1, 0]), x),
            ]
                + PadGradient.samplePaddings.map { mode, padding in
                    Sample("\(mode)", Pad(padding, mode: mode), x)
                }
        }
    }
}

extension Pad {
    /// What an axis gets at its ends.
    struct Ends {
        let before, after: Int

        var areNone: Bool { before == 0 && after == 0 }

        /// How many places of an axis stay.
        func kept(of size: Int) -> Int { size + min(before, 0) + min(after, 0) }
    }

    func ends(of axis: Int, rank: Int) -> Ends {
        let first = 2 * (rank - 1 - axis)
        guard first < padding.count else { return Ends(before: 0, after: 0) }
        return Ends(before: padding[first], after: padding[first + 1])
    }

    /// Where in the result the part of a tensor of this shape stands that is kept, and which it is.
    private func parts(_ shape: Shape) -> (target: [Slice.Span], source: [Slice.Span]) {
        let all = shape.indices.map { ends(of: $0, rank: shape.count) }
        let counts = zip(all, shape).map { $0.kept(of: $1) }
        return (
            zip(all, counts).map { Slice.Span(start: max($0.before, 0), count: $1) },
            zip(all, counts).map { Slice.Span(start: max(-$0.before, 0), count: $1) }
        )
    }

    /// For each place of a padded axis, the place whose number stands there.
    func places(_ axis: Int, _ shape: Shape) throws(TensorError) -> Tensor {
        let (size, ends) = (shape[axis], ends(of: axis, rank: shape.count))
        // Circles go around what is kept; mirrors and repetitions see what is cut off, too.
        let (first, kept) = (max(-ends.before, 0), ends.kept(of: size))
        return try Tensor(
            (-ends.before..<size + ends.after).map { place in
                switch mode {
                case .reflect: Int64(place < 0 ? -place : min(place, 2 * (size - 1) - place))
                case .circular: Int64(first + (place - first + kept) % kept)
                case .constant, .replicate: Int64(min(max(place, 0), size - 1))
                }
            })
    }
}

/// ``Pad`` backwards, but for ``PaddingMode/constant``: each number added where it had come from.
package struct PadGradient: Operation {
    public static let name = "pad.gradient"

    /// What has been padded.
    private let pad: Pad
    /// The shape before it was padded.
    public let shape: Shape

    public init(_ padding: [Int], mode: PaddingMode, into shape: Shape) {
        pad = Pad(padding, mode: mode)
        self.shape = shape
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let ends = shape.indices.map { pad.ends(of: $0, rank: shape.count) }
        let padded = Shape(zip(shape, ends).map { $0 + $1.before + $1.after })
        guard x.shape == padded else {
            throw TensorError(
                .shape, Self.name, expected: "\(padded)", got: "\(x.shape)", inputs: [x])
        }
        return TensorSpec(shape, x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        var result = try x.compact(operation: Self.name)
        for axis in shape.indices where !pad.ends(of: axis, rank: shape.count).areNone {
            let places = try pad.places(axis, shape)
            var shorter = result.shape
            shorter[axis] = shape[axis]
            let sums = try Tensor.empty(shorter, spec.dtype, operation: Self.name)
            Fill.fill(sums.body.view, with: 0.0)
            Index.add(sums.body.view, result.body.view, places.body.view, axis: axis)
            result = withExtendedLifetime((result, places)) { sums }
        }
        return result
    }

    public static let gradient = Gradient<PadGradient>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            try context.operation.pad(context.upstream)
        }
    })

    public static var samples: [Sample<PadGradient>] {
        get throws {
            try samplePaddings.map { mode, padding in
                let x = try Samples.values([2, 3, 4], in: -2...2)
                return Sample(
                    "\(mode)", PadGradient(padding, mode: mode, into: x.shape),
                    try Samples.values(Pad(padding, mode: mode)(x).shape, in: -1...1))
            }
        }
    }

    fileprivate static let samplePaddings: [(mode: PaddingMode, padding: [Int])] = [
        (.reflect, [3, 1, 0, 2]), (.replicate, [2, 5, 1, -1]), (.circular, [3, -1, 1, 2]),
    ]
}

extension Tensor {
    /// This tensor with axes made longer, or cut, at both ends.
    ///
    /// Shape: each axis grows by the two numbers that `padding` has for it.
    ///
    /// Gradient: to each element the sum of what its copies get.
    ///
    /// - Parameters:
    ///   - padding: How many places the last axis gets before and after, then the axis before it,
    ///     and so on; negative numbers cut off.
    ///   - mode: What stands in the new places.
    ///   - value: The number of mode `constant`.
    /// - Throws: ``TensorError`` when `padding` is not two numbers for each of as many axes as there
    ///   are, cuts off more than an axis has, or is longer than the mode allows: in `reflect` less
    ///   than the axis, in `circular` what is left of it.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.pad`; it pads only the last axes of some ranks in
    /// other modes than `constant`.
    public func pad(
        _ padding: [Int], mode: PaddingMode = .constant, value: Double = 0
    ) throws(TensorError) -> Tensor {
        try Pad(padding, mode: mode, value: value)(self)
    }
}
