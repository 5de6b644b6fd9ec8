import RealModule
import Synchronization

/// What the gradient of a convolution's kernels of 3 × 3, step 1 or 2, is computed from, all
/// contiguous.
public struct WinogradGradientCall: @unchecked Sendable {
    // `@unchecked`: the pointers belong to views whose owners the caller holds.

    /// The sizes of the convolution.
    public var sizes: ConvolutionSizes
    /// The first element of the input.
    public var x: UnsafeRawPointer
    /// The first element of the gradient of the output.
    public var upstream: UnsafeRawPointer
    /// The first element of the gradient of the kernels, [outputs, inputs, 3, 3].
    public var gradient: UnsafeMutableRawPointer

    public init(
        _ sizes: ConvolutionSizes, x: UnsafeRawPointer, upstream: UnsafeRawPointer,
        gradient: UnsafeMutableRawPointer
    ) {
        self.sizes = sizes
        (self.x, self.upstream, self.gradient) = (x, upstream, gradient)
    }
}

/// A kernel for the gradient of kernels of 3 × 3 elements with fewer multiplications than terms, as
/// ``Winograd`` is for the convolution itself.
///
/// Units of the images, whose number follows from the sizes, are added up in parts; a part's sums may
/// be of any form.
public struct WinogradGradient: Sendable {
    /// How the work is cut.
    public struct Plan: Sendable {
        /// Bytes of the sums of one part.
        public let sumBytes: Int
        /// Units that can be worked on apart.
        public let units: Int

        public init(sumBytes: Int, units: Int) {
            (self.sumBytes, self.units) = (sumBytes, units)
        }
    }

    /// Adds up some units.
    public typealias Add =
        @Sendable (WinogradGradientCall, Range<Int>, UnsafeMutableRawPointer) -> Bool
    /// Makes the gradient for some outputs of the sums of all parts.
    public typealias Finish =
        @Sendable (WinogradGradientCall, Range<Int>, UnsafeRawPointer, Int) -> Bool

    /// Inputs and outputs from which this is faster than sums of shifted rows.
    public let fewestChannels: Int
    /// How the work for some sizes is cut.
    public let plan: @Sendable (ConvolutionSizes) -> Plan
    /// Writes the sums of a part, some units; false when there is no memory.
    public let add: Add
    /// Writes the gradient for some outputs, given the sums of all parts, one after another, and
    /// their number. False when it is not finite, and then to be made in another way.
    public let finish: Finish

    public init(
        fewestChannels: Int, plan: @escaping @Sendable (ConvolutionSizes) -> Plan,
        add: @escaping Add, finish: @escaping Finish
    ) {
        (self.fewestChannels, self.plan) = (fewestChannels, plan)
        (self.add, self.finish) = (add, finish)
    }

    /// The kernel's place in the table.
    package static let kernel = Kernel<WinogradGradient>("conv2d.winograd.gradient") { dtype in
        switch dtype {
        case .float32: portable(Float.self)
        case .float64: portable(Double.self)
        default: nil
        }
    }

    /// The sums as they stand, image by image; never chosen for speed.
    private static func portable<T: Real & Sendable>(_: T.Type) -> WinogradGradient {
        WinogradGradient(
            fewestChannels: .max,
            plan: { sizes in
                Plan(
                    sumBytes: sizes.outputChannels * sizes.depth * MemoryLayout<T>.stride,
                    units: sizes.images)
            },
            add: { call, images, sums in
                let sums = sums.assumingMemoryBound(to: T.self)
                for term in 0..<call.sizes.outputChannels * call.sizes.depth {
                    sums[term] = sum(call, images, term)
                }
                return true
            },
            finish: { call, outputs, sums, parts in
                let sums = sums.assumingMemoryBound(to: T.self)
                let gradient = call.gradient.assumingMemoryBound(to: T.self)
                let (depth, all) = (call.sizes.depth, call.sizes.outputChannels * call.sizes.depth)
                for term in outputs.lowerBound * depth..<outputs.upperBound * depth {
                    gradient[term] = (0..<parts).reduce(0) { $0 + sums[$1 * all + term] }
                }
                return true
            })
    }

    /// One element of the gradient, over some images.
    private static func sum<T: Real>(
        _ call: WinogradGradientCall, _ images: Range<Int>, _ term: Int
    ) -> T {
        // The sizes of the call bound every access below.
        let x = call.x.assumingMemoryBound(to: T.self)
        let upstream = call.upstream.assumingMemoryBound(to: T.self)
        let sizes = call.sizes
        let (output, input) = (term / sizes.depth, term % sizes.depth / 9)
        var sum = T(0)
        for image in images {
            let plane = x + (image * sizes.channels + input) * sizes.plane
            let slopes = upstream + (image * sizes.outputChannels + output) * sizes.outputPlane
            for place in 0..<sizes.outputPlane {
                let (row, column) = (place / sizes.outputWidth, place % sizes.outputWidth)
                let i = row * sizes.strideHeight + term % 9 / 3 - sizes.paddingHeight
                let j = column * sizes.strideWidth + term % 3 - sizes.paddingWidth
                guard i >= 0, i < sizes.height, j >= 0, j < sizes.width else { continue }
                sum += slopes[place] * plane[i * sizes.width + j]
            }
        }
        return sum
    }

    /// Units of a part at least, where there are as many: what a part costs at the end is little
    /// beside them.
    private static let fewestUnits = 8
    /// Bytes of all parts together at most.
    private static let byteLimit = 16 << 20

    /// The parts of the sum, nil where they would be too few or too large.
    package static func parts(_ plan: Plan) -> EqualParts? {
        let most = byteLimit / max(plan.sumBytes, 1)
        guard plan.units > 0, most >= 4 else { return nil }
        let wanted = min(max(plan.units / fewestUnits, 4), 16)
        return EqualParts(plan.units, parts: min(wanted, most), multiple: 1)
    }

    /// Works on a whole call where this is faster; false where it is not, or came to nothing.
    package static func run(_ call: WinogradGradientCall, _ dtype: DType) -> Bool {
        let sizes = call.sizes
        guard sizes.isThreeByThree(steps: 1...2), let kernel = kernel(dtype),
            min(sizes.channels, sizes.outputChannels) >= kernel.fewestChannels
        else { return false }
        let plan = kernel.plan(sizes)
        guard let parts = parts(plan),
            let sums = Storage.allocate(byteCount: parts.count * plan.sumBytes)
        else { return false }
        let isWhole = Atomic(true)
        Convolution.parallel(parts.count, work: sizes.work) { part in
            if !kernel.add(call, parts[part], sums.pointer + part * plan.sumBytes) {
                isWhole.store(false, ordering: .relaxed)
            }
        }
        guard isWhole.load(ordering: .relaxed) else { return false }
        let grain = max(1, (1 << 14) / (sizes.channels * parts.count))
        Elementwise.parallelRanges(sizes.outputChannels, grain: grain) { outputs in
            if !kernel.finish(call, outputs, sums.pointer, parts.count) {
                isWhole.store(false, ordering: .relaxed)
            }
        }
        return withExtendedLifetime(sums) { isWhole.load(ordering: .relaxed) }
    }
}

extension Convolution {
    /// dw by ``WinogradGradient``; false where that is not to be had.
    static func winogradWeightGradient(
        _ dw: ArrayView, _ x: ArrayView, _ g: ArrayView, _ sizes: ConvolutionSizes
    ) -> Bool {
        WinogradGradient.run(
            WinogradGradientCall(sizes, x: x.pointer, upstream: g.pointer, gradient: dw.pointer),
            dw.dtype)
    }
}
