import Kernels

/// The largest element of each window of [n, channels, height, width].
///
/// Of equal elements the first in C order gets the gradient; NaN is larger than any number.
package struct MaxPool2d: Operation {
    public static let name = "maxPool2d"
    /// Where the largest elements are: row · width + column, −1 where a window has none.
    public typealias Saved = Tensor

    /// Rows and columns of the window.
    public let kernelSize: Size2
    /// From one window to the next.
    public let stride: Size2
    /// By which windows reach beyond the image, where no element is.
    public let padding: Size2
    /// From one element of the window to the next.
    public let dilation: Size2
    /// Whether the last window may reach beyond the padding.
    public let ceilMode: Bool

    public init(
        _ kernelSize: Size2, stride: Size2? = nil, padding: Size2 = 0, dilation: Size2 = 1,
        ceilMode: Bool = false
    ) {
        self.kernelSize = kernelSize
        self.stride = stride ?? kernelSize
        self.padding = padding
        self.dilation = dilation
        self.ceilMode = ceilMode
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let sizes = try sizes(x.shape)
        guard x.dtype.isFloatingPoint else { throw .floatingTypes(Self.name, [x]) }
        return TensorSpec(
            [x.shape[0], x.shape[1], sizes.outputHeight, sizes.outputWidth], x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving saved: inout Tensor?
    ) throws(TensorError) -> Tensor {
        let source = try x.compact(operation: Self.name)
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        let positions = try Tensor.empty(spec.shape, .int32, operation: Self.name)
        guard let loop = MaxPoolLoop.kernel(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        loop(
            result.body.view, positions: positions.body.view, source.body.view, try sizes(x.shape),
            planes: x.shape[0] * x.shape[1])
        saved = positions
        return withExtendedLifetime(source) { result }
    }

    public static let gradient = Gradient<MaxPool2d>.rule(
        { context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                let shape = context.shape()
                return try PlaneScatter(Size2(shape[2], shape[3]))(
                    Pair(context.upstream, context.saved))
            }
        },
        fused: { context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                let upstream = try context.upstream.compact(operation: name)
                let spec = context.spec(of: 0)
                let result = try Tensor.empty(spec, operation: name)
                guard let loop = MaxPoolGradientLoop.kernel(spec.dtype) else {
                    preconditionFailure("\(name): no gradient kernel for \(spec.dtype)")
                }
                loop(
                    result.body.view, upstream.body.view, positions: context.saved.body.view,
                    try context.operation.sizes(spec.shape),
                    planes: spec.shape[0] * spec.shape[1])
                return withExtendedLifetime(upstream) { result }
            }
        })

    public static var samples: [Sample<MaxPool2d>] {
        get throws {
            // 0.1 apart at least: no step of the checker changes which is largest.
            func values(_ shape: Shape) throws -> Tensor {
                let count = shape.elementCount
                return try Tensor(
                    (0..<count).map { Double($0 * 7 % count) * 0.1 - 1 }, shape: shape)
            }
            let x = try values([1, 2, 5, 5])
            return [
                Sample("halves", MaxPool2d(2), try values([2, 1, 4, 6])),
                Sample("a rest is left", MaxPool2d(2), x),
                Sample("overlaps", MaxPool2d(Size2(3, 2), stride: Size2(1, 2)), x),
                Sample("padding", MaxPool2d(3, stride: 2, padding: 1), x),
                Sample("dilation", MaxPool2d(2, stride: 1, padding: Size2(1, 0), dilation: 2), x),
                Sample("ceilMode", MaxPool2d(2, ceilMode: true), x),
                Sample("ceilMode, padding", MaxPool2d(3, stride: 3, padding: 1, ceilMode: true), x),
            ]
        }
    }
}

extension MaxPool2d {
    /// The sizes of a call, whose errors name `operation`.
    func sizes(
        _ shape: Shape, for operation: String = name
    ) throws(TensorError) -> PoolingSizes {
        guard kernelSize.isAtLeast(1), stride.isAtLeast(1), dilation.isAtLeast(1),
            padding.isAtLeast(0), padding.height <= kernelSize.height / 2,
            padding.width <= kernelSize.width / 2,
            [kernelSize, stride, dilation].allSatisfy({ max($0.height, $0.width) < 1 << 30 })
        else {
            throw TensorError(
                .value, operation,
                expected: "kernelSize, stride and dilation of at least 1, and padding from 0 to "
                    + "half of kernelSize",
                got: "kernelSize \(kernelSize), stride \(stride), dilation \(dilation), padding "
                    + "\(padding)")
        }
        guard shape.count == 4,
            Shape(shape[2...]).checkedElementCount.map({ $0 <= Int(Int32.max) }) == true
        else {
            throw TensorError(
                .shape, operation,
                expected: "images [n, channels, height, width] of less than 2³¹ elements each",
                got: "\(shape)")
        }
        let output = Size2(span(shape[2], \.height), span(shape[3], \.width))
        guard output.isAtLeast(1) else {
            throw TensorError(
                .shape, operation, expected: "a window that fits the padded input",
                got: "input \(shape), kernelSize \(kernelSize), padding \(padding), dilation "
                    + "\(dilation)")
        }
        return PoolingSizes(
            size: (shape[2], shape[3]), output: output.pair, kernel: kernelSize.pair,
            stride: stride.pair, padding: padding.pair, dilation: dilation.pair)
    }

    /// How many windows there are along an axis; each begins inside the input or its left padding.
    private func span(_ size: Int, _ axis: KeyPath<Size2, Int>) -> Int {
        let (step, padding) = (stride[keyPath: axis], padding[keyPath: axis])
        let room =
            size + 2 * padding - dilation[keyPath: axis] * (kernelSize[keyPath: axis] - 1) - 1
        let raised = ceilMode ? room + step - 1 : room
        guard size > 0, raised >= 0 else { return 0 }
        let count = raised / step + 1
        return ceilMode && (count - 1) * step >= size + padding ? count - 1 : count
    }
}

extension Tensor {
    /// The largest element of each window.
    ///
    /// Shape: [n, channels, height, width] → [n, channels, height', width'], where height' =
    /// ⌊(height + 2 padding − dilation (kernelHeight − 1) − 1) / stride⌋ + 1; likewise without n.
    ///
    /// Gradient: to the largest element; of equal ones to the first in C order.
    ///
    /// - Parameters:
    ///   - stride: From one window to the next; `kernelSize` by default.
    ///   - padding: By which windows reach beyond the image; at most half of `kernelSize`.
    ///   - ceilMode: Whether a last window that is not full counts: ⌈ ⌉ instead of ⌊ ⌋.
    /// - Throws: ``TensorError`` when no window fits, or an option is out of range.
    ///
    /// Source: PyTorch 2.13, `torch.nn.functional.max_pool2d`.
    public func maxPool2d(
        kernelSize: Size2, stride: Size2? = nil, padding: Size2 = 0, dilation: Size2 = 1,
        ceilMode: Bool = false
    ) throws(TensorError) -> Tensor {
        let images = rank == 3 ? try unsqueeze(dim: 0) : self
        let result = try MaxPool2d(
            kernelSize, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode
        )(images)
        return rank == 3 ? try result.squeeze(dim: 0) : result
    }
}
