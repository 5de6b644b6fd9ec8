import RealModule
import Synchronization

/// What a convolution by kernels of 3 × 3 works on, all contiguous.
public struct WinogradCall: @unchecked Sendable {
    // `@unchecked`: the pointers belong to views whose owners the caller holds.

    /// x, [images, inputs, height, width].
    public var images, inputs, height, width: Int
    /// y, [images, outputs, rows, columns].
    public var outputs, rows, columns: Int
    /// Rows and columns of x from one element of y to the next: 1 or 2.
    public var step: Int
    /// Rows and columns of zeros on each side of x.
    public var paddingHeight, paddingWidth: Int
    /// The first element of x.
    public var x: UnsafeRawPointer
    /// The first of the kernels, of nine adjacent elements each.
    public var kernels: UnsafeRawPointer
    /// Elements from the kernel of an output, and of an input, to that of the next.
    public var kernelOutput, kernelInput: Int
    /// Whether kernels are read backwards.
    public var isTurned: Bool
    /// A number for each output, or nil.
    public var bias: UnsafeRawPointer?
    /// The first element of y.
    public var y: UnsafeMutableRawPointer

    public init(
        images: Int, inputs: Int, outputs: Int, size: (height: Int, width: Int),
        output: (rows: Int, columns: Int), step: Int = 1, padding: (height: Int, width: Int),
        x: UnsafeRawPointer, kernels: UnsafeRawPointer, kernelOutput: Int, kernelInput: Int,
        isTurned: Bool, bias: UnsafeRawPointer?, y: UnsafeMutableRawPointer
    ) {
        (self.images, self.inputs, self.outputs) = (images, inputs, outputs)
        (height, width) = size
        (rows, columns) = output
        self.step = step
        (paddingHeight, paddingWidth) = padding
        (self.x, self.kernels, self.bias, self.y) = (x, kernels, bias, y)
        (self.kernelOutput, self.kernelInput) = (kernelOutput, kernelInput)
        self.isTurned = isTurned
    }
}

/// A kernel for convolutions by 3 × 3 elements with fewer multiplications than terms, in units whose
/// number follows from the sizes.
///
/// What is not finite may spread in it to where the sum would not have it. It is found, and the
/// result is then to be made in another way.
///
/// Source: Lavin and Gray 2016, "Fast algorithms for convolutional neural networks".
public struct Winograd: Sendable {
    /// How the work is cut.
    public struct Plan: Sendable {
        /// Bytes of the transformed kernels.
        public let weightBytes: Int
        /// Parts that can be worked on apart.
        public let units: Int

        public init(weightBytes: Int, units: Int) {
            (self.weightBytes, self.units) = (weightBytes, units)
        }
    }

    /// Inputs and outputs from which this is faster than sums of shifted rows.
    public let fewestChannels: Int
    /// How the work on a call is cut.
    public let plan: @Sendable (WinogradCall) -> Plan
    /// Transforms the kernels of some outputs.
    public let transform: @Sendable (WinogradCall, Range<Int>, UnsafeMutableRawPointer) -> Void
    /// Works on a unit, with the transformed kernels. False when a result is not finite or there is
    /// no memory; y is then undefined.
    public let run: @Sendable (WinogradCall, Int, UnsafeRawPointer) -> Bool

    public init(
        fewestChannels: Int, plan: @escaping @Sendable (WinogradCall) -> Plan,
        transform: @escaping @Sendable (WinogradCall, Range<Int>, UnsafeMutableRawPointer) -> Void,
        run: @escaping @Sendable (WinogradCall, Int, UnsafeRawPointer) -> Bool
    ) {
        (self.fewestChannels, self.plan) = (fewestChannels, plan)
        (self.transform, self.run) = (transform, run)
    }

    /// The kernel's place in the table.
    package static let kernel = Kernel<Winograd>("conv2d.winograd") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    /// The sums as they stand, image by image; never chosen for speed.
    private static func portable<T: Real & Sendable>(_: T.Type) -> Winograd {
        Winograd(
            fewestChannels: .max, plan: { Plan(weightBytes: 1, units: $0.images) },
            transform: { _, _, _ in }
        ) { call, image, _ in
            // The sizes of the call bound every access below.
            let x = call.x.assumingMemoryBound(to: T.self)
            let kernels = call.kernels.assumingMemoryBound(to: T.self)
            let bias = call.bias?.assumingMemoryBound(to: T.self)
            var y = call.y.assumingMemoryBound(to: T.self)
            y += image * call.outputs * call.rows * call.columns
            for output in 0..<call.outputs {
                for row in 0..<call.rows {
                    for column in 0..<call.columns {
                        var sum = bias?[output] ?? 0
                        for input in 0..<call.inputs {
                            let plane = x + (image * call.inputs + input) * call.height * call.width
                            let kernel =
                                kernels + output * call.kernelOutput + input * call.kernelInput
                            for tap in 0..<9 {
                                let i = call.step * row + tap / 3 - call.paddingHeight
                                let j = call.step * column + tap % 3 - call.paddingWidth
                                guard i >= 0, i < call.height, j >= 0, j < call.width else {
                                    continue
                                }
                                let weight = kernel[call.isTurned ? 8 - tap : tap]
                                sum += weight * plane[i * call.width + j]
                            }
                        }
                        y.pointee = sum
                        y += 1
                    }
                }
            }
            return true
        }
    }

    /// Works on a whole call where this is faster; false where it is not, or came to nothing.
    package static func run(_ call: WinogradCall, _ dtype: DType) -> Bool {
        guard let kernel = kernel(dtype), min(call.inputs, call.outputs) >= kernel.fewestChannels
        else { return false }
        let plan = kernel.plan(call)
        guard let weight = Storage.allocate(byteCount: plan.weightBytes) else { return false }
        let grain = max(1, (1 << 14) / call.inputs)
        Elementwise.parallelRanges(call.outputs, grain: grain) { outputs in
            kernel.transform(call, outputs, weight.pointer)
        }
        let isWhole = Atomic(true)
        ThreadPool.shared.parallel(blocks: plan.units) { unit in
            if !kernel.run(call, unit, weight.pointer) {
                isWhole.store(false, ordering: .relaxed)
            }
        }
        return withExtendedLifetime(weight) { isWhole.load(ordering: .relaxed) }
    }
}

extension ConvolutionSizes {
    /// Whether kernels have 3 × 3 elements, one of the steps meant, and see all channels.
    package func isThreeByThree(steps: ClosedRange<Int>) -> Bool {
        kernelHeight == 3 && kernelWidth == 3 && strideHeight == strideWidth
            && steps.contains(strideHeight) && dilationHeight == 1 && dilationWidth == 1
            && groups == 1 && paddingHeight <= 2 && paddingWidth <= 2 && images > 0
    }
}

extension Convolution {
    /// y by ``Winograd``; false where that is not to be had.
    static func winograd(
        _ y: ArrayView, _ x: ArrayView, _ weight: ArrayView, bias: ArrayView?,
        _ sizes: ConvolutionSizes
    ) -> Bool {
        guard sizes.isThreeByThree(steps: 1...2) else { return false }
        return Winograd.run(
            WinogradCall(
                images: sizes.images, inputs: sizes.channels, outputs: sizes.outputChannels,
                size: (sizes.height, sizes.width),
                output: (sizes.outputHeight, sizes.outputWidth), step: sizes.strideHeight,
                padding: (sizes.paddingHeight, sizes.paddingWidth), x: x.pointer,
                kernels: weight.pointer, kernelOutput: sizes.depth, kernelInput: 9,
                isTurned: false, bias: bias.map { UnsafeRawPointer($0.pointer) }, y: y.pointer),
            y.dtype)
    }

    /// dx by ``Winograd``: the convolution of the gradient with the kernels turned by half a turn.
    static func winogradInputGradient(
        _ dx: ArrayView, _ g: ArrayView, _ weight: ArrayView, _ sizes: ConvolutionSizes
    ) -> Bool {
        guard sizes.isThreeByThree(steps: 1...1) else { return false }
        return Winograd.run(
            WinogradCall(
                images: sizes.images, inputs: sizes.outputChannels, outputs: sizes.channels,
                size: (sizes.outputHeight, sizes.outputWidth), output: (sizes.height, sizes.width),
                padding: (2 - sizes.paddingHeight, 2 - sizes.paddingWidth), x: g.pointer,
                kernels: weight.pointer, kernelOutput: 9, kernelInput: sizes.depth,
                isTurned: true, bias: nil, y: dx.pointer), dx.dtype)
    }
}
