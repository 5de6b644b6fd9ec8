import CVectorCPU
import Kernels

extension KernelAdapter {
    static func winograd(_ function: Function?, _ dtype: lak_dtype) -> Winograd {
        let run = cast(function, to: lak_winograd.self)
        let lanes = dtype == LAK_F32 ? 16 : 8
        let width = dtype == LAK_F32 ? 4 : 8
        // Vectors of tiles at a time, which stay in the second cache; measured.
        @Sendable func vectorsEach(_ c: inout lak_winograd_call) -> Int {
            let bytes = lak_winograd_places(&c) * lanes * width * (c.inputs + c.outputs)
            return max(1, min(200_000 / bytes, Int(LAK_WINOGRAD_PANELS)))
        }
        return Winograd(
            fewestChannels: 12,
            plan: { call in
                var c = lak_winograd_call(call)
                let (vectors, each) = (lak_winograd_vectors(&c, lanes), vectorsEach(&c))
                return Winograd.Plan(
                    weightBytes: 16 * call.inputs * call.outputs * width,
                    units: (vectors + each - 1) / each)
            },
            transform: { call, outputs, weight in
                var c = lak_winograd_call(call)
                c.weight = weight
                _ = run(&c, LAK_WINOGRAD_KERNELS, outputs.lowerBound, outputs.upperBound)
            },
            run: { call, unit, weight in
                var c = lak_winograd_call(call)
                let each = vectorsEach(&c)
                let last = min((unit + 1) * each, lak_winograd_vectors(&c, lanes))
                let byteCount = lak_winograd_scratch_count(&c, each, lanes) * width
                guard let scratch = Block.allocate(byteCount: byteCount) else { return false }
                c.weight = UnsafeMutableRawPointer(mutating: weight)
                c.scratch = scratch
                let isFinite = run(&c, LAK_WINOGRAD_TILES, unit * each, last) != 0
                Block.release(scratch, byteCount: byteCount)
                return isFinite
            })
    }

    static func winogradGradient(
        _ function: Function?, _ dtype: lak_dtype
    ) -> WinogradGradient {
        let run = cast(function, to: lak_winograd_gradient.self)
        let lanes = dtype == LAK_F32 ? 16 : 8
        let width = dtype == LAK_F32 ? 4 : 8
        return WinogradGradient(
            fewestChannels: 12,
            plan: { sizes in
                var c = lak_winograd_call(sizes)
                return WinogradGradient.Plan(
                    sumBytes: lak_winograd_sum_count(&c, lanes) * width,
                    units: lak_winograd_vectors(&c, lanes))
            },
            add: { call, units, sums in
                var c = lak_winograd_call(call)
                let byteCount = lak_winograd_gradient_scratch_count(&c, lanes) * width
                guard let scratch = Block.allocate(byteCount: byteCount) else { return false }
                (c.scratch, c.sums) = (scratch, sums)
                _ = run(&c, LAK_WINOGRAD_SUMS, units.lowerBound, units.upperBound)
                Block.release(scratch, byteCount: byteCount)
                return true
            },
            finish: { call, outputs, sums, parts in
                var c = lak_winograd_call(call)
                // Sums are read here.
                c.sums = UnsafeMutableRawPointer(mutating: sums)
                c.parts = parts
                return run(&c, LAK_WINOGRAD_FINISH, outputs.lowerBound, outputs.upperBound) != 0
            })
    }
}

extension lak_winograd_call {
    /// The call without the transformed kernels and scratch memory.
    init(_ call: WinogradCall) {
        self.init(
            images: call.images, inputs: call.inputs, outputs: call.outputs, height: call.height,
            width: call.width, rows: call.rows, columns: call.columns, step: call.step,
            padding_y: call.paddingHeight, padding_x: call.paddingWidth, x: call.x,
            bias: call.bias, y: call.y, kernel: call.kernels, kernel_output: call.kernelOutput,
            kernel_input: call.kernelInput, is_turned: call.isTurned ? 1 : 0, weight: nil,
            scratch: nil, sums: nil, parts: 0, kernel_gradient: nil)
    }

    /// The sizes of a gradient's call.
    init(_ sizes: ConvolutionSizes) {
        self.init()
        (images, inputs, outputs) = (sizes.images, sizes.channels, sizes.outputChannels)
        (height, width) = (sizes.height, sizes.width)
        (rows, columns, step) = (sizes.outputHeight, sizes.outputWidth, sizes.strideHeight)
        (padding_y, padding_x) = (sizes.paddingHeight, sizes.paddingWidth)
    }

    /// The call without sums and scratch memory.
    init(_ call: WinogradGradientCall) {
        self.init(call.sizes)
        x = call.x
        // The gradient reads y.
        y = UnsafeMutableRawPointer(mutating: call.upstream)
        kernel_gradient = call.gradient
    }
}
