import Kernels

extension Tensor {
    /// Sequences, images or volumes with as many places along each axis as `size` or `scaleFactor`
    /// says, found by interpolation.
    ///
    /// Shape: [n, channels, length], [n, channels, height, width] or [n, channels, depth, height,
    /// width] → the same with other sizes.
    ///
    /// - Parameters:
    ///   - size: The sizes, or one for all axes.
    ///   - scaleFactor: The factors, or one for all axes, when there is no `size`; sizes are rounded
    ///     down.
    ///   - mode: `linear` is for sequences, `bilinear` for images, `trilinear` for volumes.
    ///   - alignCorners: Whether the first and last places of both are the same points; otherwise
    ///     both cover the same stretch. For linear modes only.
    /// - Throws: ``TensorError`` unless there is one of `size` and `scaleFactor`, it fits, the mode
    ///   fits the shape, and, for linear modes, elements are floating-point.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.interpolate`.
    public func interpolate(
        size: [Int]? = nil, scaleFactor: [Double]? = nil, mode: InterpolationMode = .nearest,
        alignCorners: Bool = false
    ) throws(TensorError) -> Tensor {
        let dims = rank - 2
        guard (1...3).contains(dims), mode.dims == nil || mode.dims == dims else {
            throw TensorError(
                .shape, "interpolate",
                expected: mode.dims.map { "[n, channels] and \($0) more axes for mode \(mode)" }
                    ?? "[n, channels] and one to three more axes",
                got: "\(shape)", inputs: [self])
        }
        guard mode.dims == nil || dtype.isFloatingPoint, mode.dims != nil || !alignCorners else {
            throw TensorError(
                .value, "interpolate",
                expected: "floating-point elements in linear modes, and alignCorners in these only",
                got: "\(dtype), mode \(mode), alignCorners \(alignCorners)", inputs: [self])
        }
        let axes = try scales(size, scaleFactor, dims)
        // Of a result that there is no memory for, no places are listed.
        let largest = Shape(shape.prefix(2) + axes.map(\.size))
        _ = try Tensor.empty(largest, dtype, operation: "interpolate")
        var result = mode.dims == nil ? self : try widened()
        for (axis, scale) in axes.enumerated() where scale.isChange(of: shape[axis + 2], mode) {
            let places = scale.places(
                of: shape[axis + 2], mode, alignCorners, isImage: dims == 2)
            result = try result.interpolated(dim: axis + 2, places, mode)
        }
        return try result.to(dtype: dtype)
    }

    /// As with lists: the same size along all axes.
    public func interpolate(
        size: Int, mode: InterpolationMode = .nearest, alignCorners: Bool = false
    ) throws(TensorError) -> Tensor {
        try interpolate(size: [size], mode: mode, alignCorners: alignCorners)
    }

    /// As with lists: the same factor along all axes.
    public func interpolate(
        scaleFactor: Double, mode: InterpolationMode = .nearest, alignCorners: Bool = false
    ) throws(TensorError) -> Tensor {
        try interpolate(scaleFactor: [scaleFactor], mode: mode, alignCorners: alignCorners)
    }

    private func scales(
        _ sizes: [Int]?, _ factors: [Double]?, _ dims: Int
    ) throws(TensorError) -> [AxisScale] {
        let count = sizes?.count ?? factors?.count ?? 0
        let given: [AxisScale] =
            sizes?.map { AxisScale(size: $0, factor: nil) }
            ?? zip(factors ?? [], shape.dropFirst(2) + []).map { factor, size in
                AxisScale(size: AxisScale.size(of: size, factor), factor: factor)
            }
        var scales = given
        if count == 1, dims > 1 {
            scales = shape.dropFirst(2).map { size in
                if let sizes { return AxisScale(size: sizes[0], factor: nil) }
                let factor = factors?[0] ?? 0
                return AxisScale(size: AxisScale.size(of: size, factor), factor: factor)
            }
        }
        guard (sizes == nil) != (factors == nil), count == 1 || count == dims,
            scales.allSatisfy({ $0.size > 0 }), !shape.dropFirst(2).contains(0)
        else {
            throw TensorError(
                .value, "interpolate",
                expected: "a size or a scaleFactor, one number or \(dims), that gives at least one "
                    + "place, and places to give it from",
                got: "size \(sizes.map { "\($0)" } ?? "nil"), "
                    + "scaleFactor \(factors.map { "\($0)" } ?? "nil") for \(shape)", inputs: [self]
            )
        }
        return scales
    }

    private func interpolated(
        dim: Int, _ places: [AxisScale.Place], _ mode: InterpolationMode
    ) throws(TensorError) -> Tensor {
        let lower = try indexSelect(dim: dim, Tensor(places.map { Int64($0.lower) }))
        guard mode.dims != nil else { return lower }
        let upper = try indexSelect(dim: dim, Tensor(places.map { Int64($0.upper) }))
        var shape = Shape(repeating: 1, count: rank)
        shape[dim] = places.count
        let shares = try Tensor(places.map(\.share), shape: shape)
        return try lower * (1 - shares).to(dtype: dtype) + upper * shares.to(dtype: dtype)
    }
}

/// The size that an axis gets, and the factor that has been asked for.
private struct AxisScale {
    let size: Int
    let factor: Double?

    /// Between two places of the input: `share` of the upper one.
    struct Place {
        let lower, upper: Int
        let share: Double
    }

    /// 0 for a factor that gives no size.
    static func size(of size: Int, _ factor: Double) -> Int {
        let product = (Double(size) * factor).rounded(.down)
        return product >= 1 && product < 0x1p31 ? Int(product) : 0
    }

    /// Linear modes leave an axis alone that keeps its size, whatever the factor.
    func isChange(of input: Int, _ mode: InterpolationMode) -> Bool {
        size != input || (mode.dims == nil && (factor ?? 1) != 1)
    }

    /// Where each place of the output lies in the input.
    ///
    /// A place is an interval of length 1, its centre at i + ½. Without aligned corners the output's
    /// place j has its centre at (j + ½) s, s being the input's places for each of the output: at
    /// (j + ½) s − ½ on the scale of indices. `nearest` takes the interval that j s lies in. s is
    /// 1 / factor where a factor was given, also where rounding made the size another; but of
    /// images that `nearest` leaves as they are or doubles, it is 1 or ½, as PyTorch has it.
    func places(
        of input: Int, _ mode: InterpolationMode, _ alignsCorners: Bool, isImage: Bool
    ) -> [Place] {
        let ratio = Double(input) / Double(size)
        var step = factor.map { 1 / $0 } ?? ratio
        if alignsCorners { step = size > 1 ? Double(input - 1) / Double(size - 1) : 0 }
        if isImage, mode == .nearest, ratio == 1 || ratio == 0.5 { step = ratio }
        return (0..<size).map { place in
            switch mode {
            case .nearest, .nearestExact:
                // As PyTorch computes it, in single precision: a place at a border is the same.
                let offset: Float = mode == .nearest ? 0 : 0.5
                let found = Int(((Float(place) + offset) * Float(step)).rounded(.down))
                return Place(lower: min(found, input - 1), upper: 0, share: 0)
            case .linear, .bilinear, .trilinear:
                let exact =
                    alignsCorners
                    ? Double(place) * step : max((Double(place) + 0.5) * step - 0.5, 0)
                let lower = min(Int(exact), input - 1)
                return Place(
                    lower: lower, upper: min(lower + 1, input - 1),
                    share: min(exact - Double(lower), 1))
            }
        }
    }
}
