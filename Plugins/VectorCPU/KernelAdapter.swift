import CVectorCPU
import Kernels
import TensorCore

/// Makes a loop of the kernel table from an entry of the C table.
struct KernelAdapter {
    let entry: VectorCPU.Entry

    /// Nil for kernels that the library has no place for yet.
    init?(_ c: lak_entry) {
        let name = String(cString: c.name)
        let suffix: String
        let loop: any Sendable
        switch c.kind {
        case LAK_UNARY: (suffix, loop) = ("", Self.unary(c.function))
        case LAK_BINARY: (suffix, loop) = ("", Self.binary(c.function))
        case LAK_UNARY_GRADIENT: (suffix, loop) = (".gradient", Self.gradient(c.function))
        case LAK_ROW_REDUCE where ["sum", "max", "min"].contains(name):
            (suffix, loop) = (".rows", Self.rows(c.function))
        case LAK_COLUMN_REDUCE: (suffix, loop) = (".columns", Self.columns(c.function))
        case LAK_ROW_MAP: (suffix, loop) = ("", Self.rowMap(c.function))
        case LAK_ROW_GRADIENT: (suffix, loop) = (".gradient", Self.rowGradient(c.function))
        case LAK_STEP: (suffix, loop) = ("", Self.step(c.function))
        case LAK_RANDOM: (suffix, loop) = ("", Self.random(c.function))
        case LAK_DROPOUT: (suffix, loop) = ("", Self.dropout(c.function))
        case LAK_GEMM: (suffix, loop) = ("", Self.gemm(c.function, c.dtype))
        case LAK_GEMM_SMALL: (suffix, loop) = ("", Self.smallGEMM(c.function))
        case LAK_SHIFT: (suffix, loop) = ("", Self.shift(c.function))
        case LAK_WINOGRAD: (suffix, loop) = ("", Self.winograd(c.function, c.dtype))
        case LAK_WINOGRAD_GRADIENT:
            (suffix, loop) = (".gradient", Self.winogradGradient(c.function, c.dtype))
        case LAK_RECURRENT: (suffix, loop) = ("", Self.recurrent(c.function))
        case LAK_RECURRENT_GRADIENT:
            (suffix, loop) = (".gradient", Self.recurrentGradient(c.function))
        case LAK_ATTENTION: (suffix, loop) = ("", Self.attention(c.function))
        case LAK_ATTENTION_GRADIENT:
            (suffix, loop) = (".gradient", Self.attentionGradient(c.function))
        case LAK_POOL where name == "maxPool2d":
            (suffix, loop) = ("", Self.halve(c.function, c.dtype))
        case LAK_POOL: (suffix, loop) = ("", Self.unhalve(c.function, c.dtype))
        case LAK_NORM:
            suffix = ""
            switch name {
            case "batchNorm": loop = Self.batchNorm(c.function, c.dtype)
            case "batchNorm.gradient": loop = Self.batchNormGradient(c.function, c.dtype)
            case "layerNorm": loop = Self.layerNorm(c.function)
            default: loop = Self.layerNormGradient(c.function)
            }
        default: return nil
        }
        entry = VectorCPU.Entry(
            name: name + suffix, dtype: c.dtype == LAK_F32 ? .float32 : .float64,
            implementation: loop)
    }

    typealias Function = @convention(c) () -> Void

    /// The function as what its kind says it is: the C header fixes one type for each kind.
    static func cast<Target>(_ function: Function?, to _: Target.Type) -> Target {
        unsafeBitCast(function, to: Target.self)
    }

    private static func unary(_ function: Function?) -> UnaryLoop {
        let run = cast(function, to: lak_unary.self)
        return UnaryLoop { out, x, count, p in
            withUnsafeBytes(of: p) { p in
                run(out, x, count, p.baseAddress?.assumingMemoryBound(to: Double.self))
            }
        }
    }

    private static func gradient(_ function: Function?) -> GradientLoop {
        let run = cast(function, to: lak_unary_gradient.self)
        return GradientLoop { dx, g, x, y, count, p in
            withUnsafeBytes(of: p) { p in
                run(dx, g, x, y, count, p.baseAddress?.assumingMemoryBound(to: Double.self))
            }
        }
    }

    private static func binary(_ function: Function?) -> BinaryLoop {
        let run = cast(function, to: lak_binary.self)
        return BinaryLoop { out, a, b, count, mode in run(out, a, b, count, Int32(mode)) }
    }

    private static func rows(_ function: Function?) -> RowReduction {
        let run = cast(function, to: lak_row_reduce.self)
        return RowReduction { out, x, rows, columns in run(out, x, rows, columns) }
    }

    private static func columns(_ function: Function?) -> ColumnReduction {
        let run = cast(function, to: lak_column_reduce.self)
        return ColumnReduction { out, x, rows, columns, stride in run(out, x, rows, columns, stride)
        }
    }

    private static func rowMap(_ function: Function?) -> RowMap {
        let run = cast(function, to: lak_row_map.self)
        return RowMap { out, x, rows, columns in run(out, x, rows, columns) }
    }

    private static func rowGradient(_ function: Function?) -> RowGradient {
        let run = cast(function, to: lak_row_gradient.self)
        return RowGradient { dx, g, y, rows, columns in run(dx, g, y, rows, columns) }
    }

    private static func step(_ function: Function?) -> StepLoop {
        let run = cast(function, to: lak_step.self)
        return StepLoop { parameter, gradient, state, count, options in
            var state = state
            withUnsafeBytes(of: &state) { pointers in
                // A tuple of three pointers has the layout of an array of three.
                run(
                    parameter, gradient,
                    pointers.baseAddress?.assumingMemoryBound(to: UnsafeMutableRawPointer?.self),
                    count, options)
            }
        }
    }

    private static func smallGEMM(_ function: Function?) -> GEMM {
        let run = cast(function, to: lak_gemm_small.self)
        return GEMM { call in
            var c = lak_gemm_call(call)
            run(&c)
        }
    }

    private static func gemm(_ function: Function?, _ dtype: lak_dtype) -> GEMM {
        let run = cast(function, to: lak_gemm.self)
        let dtype = dtype == LAK_F32 ? DType.float32 : .float64
        let width = dtype.byteCount
        // Runs a part of the call with its scratch memory; without memory, nothing.
        @Sendable func withScratch(
            _ c: inout lak_gemm_call, panels: Int, _ body: (inout lak_gemm_call) -> Void
        ) -> Bool {
            // The panels first, up to a boundary of 64 bytes.
            let panels = (panels * width + 63) / 64 * 64
            let byteCount = panels + lak_gemm_scratch_count(&c, width) * width
            guard byteCount > 0 else {
                body(&c)
                return true
            }
            guard let memory = Block.allocate(byteCount: byteCount) else { return false }
            if panels > 0 { c.panels = memory }
            c.scratch = memory + panels
            body(&c)
            Block.release(memory, byteCount: byteCount)
            return true
        }
        return GEMM(
            packing: GEMM.Packing(
                fewestRows: Int(LAK_GEMM_FEW_ROWS) + 1,
                byteCount: { n, k in lak_gemm_panel_count(n, k) * width },
                pack: { call, lines, panels in
                    var c = lak_gemm_call(call)
                    c.panels = panels
                    run(
                        &c, call.transposeB ? LAK_GEMM_PACK_COLUMNS : LAK_GEMM_PACK_ROWS,
                        lines.lowerBound, lines.upperBound)
                },
                run: { call, columns, panels in
                    var c = lak_gemm_call(call)
                    c.panels = UnsafeMutableRawPointer(mutating: panels)
                    return withScratch(&c, panels: 0) {
                        run(&$0, LAK_GEMM_PACKED, columns.lowerBound, columns.upperBound)
                    }
                }),
            leftPacking: GEMM.Packing(
                fewestRows: Int(LAK_GEMM_FEW_ROWS) + 1,
                byteCount: { m, k in lak_gemm_panel_count(m, k) * width },
                pack: { call, lines, panels in
                    var c = lak_gemm_call(turned: call)
                    c.panels = panels
                    run(
                        &c, call.transposeA ? LAK_GEMM_PACK_ROWS : LAK_GEMM_PACK_COLUMNS,
                        lines.lowerBound, lines.upperBound)
                },
                run: { call, columns, panels in
                    var c = lak_gemm_call(turned: call.columns(columns, dtype))
                    c.panels = UnsafeMutableRawPointer(mutating: panels)
                    return withScratch(&c, panels: 0) { run(&$0, LAK_GEMM_PACKED, 0, $0.n) }
                })
        ) { call in
            var c = lak_gemm_call(call)
            let columns = min(call.n, Int(LAK_GEMM_COLUMNS))
            let ran = withScratch(&c, panels: lak_gemm_panel_count(columns, call.k)) {
                run(&$0, LAK_GEMM_WHOLE, 0, 0)
            }
            // The reference needs no memory.
            if !ran { GEMM.kernel.reference(dtype)?.run(call) }
        }
    }

    private static func halve(_ function: Function?, _ dtype: lak_dtype) -> MaxPoolLoop {
        let run = cast(function, to: lak_pool.self)
        let reference = MaxPoolLoop.kernel.reference(dtype == LAK_F32 ? .float32 : .float64)
        return MaxPoolLoop { y, positions, x, sizes, planes in
            guard sizes.isHalving else {
                return reference?.run(y, positions, x, sizes, planes) ?? ()
            }
            var c = lak_pool_call(sizes, planes: planes)
            (c.x, c.y, c.positions) = (x, y, positions)
            run(&c)
        }
    }

    private static func unhalve(_ function: Function?, _ dtype: lak_dtype) -> MaxPoolGradientLoop {
        let run = cast(function, to: lak_pool.self)
        let reference = MaxPoolGradientLoop.kernel.reference(
            dtype == LAK_F32 ? .float32 : .float64)
        return MaxPoolGradientLoop { dx, g, positions, sizes, planes in
            guard sizes.isHalving else {
                return reference?.run(dx, g, positions, sizes, planes) ?? ()
            }
            var c = lak_pool_call(sizes, planes: planes)
            // The kernel reads the positions alone.
            (c.dx, c.g, c.positions) = (dx, g, UnsafeMutablePointer(mutating: positions))
            run(&c)
        }
    }

    private static func batchNorm(_ function: Function?, _ dtype: lak_dtype) -> BatchNormLoop {
        let run = cast(function, to: lak_norm.self)
        let reference = BatchNormLoop.kernel.reference(dtype == LAK_F32 ? .float32 : .float64)
        return BatchNormLoop { call, channels in
            // Channels that lie side by side are the reference's.
            guard call.sizes.spatial > 1 else { return reference?.run(call, channels) ?? () }
            var c = lak_norm_call(call.sizes, channels)
            (c.eps, c.y, c.x) = (call.eps, call.y, call.x)
            (c.mean, c.variance, c.inverse) = (call.mean, call.variance, call.inverse)
            (c.weight, c.bias) = (call.weight, call.bias)
            run(&c)
        }
    }

    private static func batchNormGradient(
        _ function: Function?, _ dtype: lak_dtype
    ) -> BatchNormGradientLoop {
        let run = cast(function, to: lak_norm.self)
        let reference = BatchNormGradientLoop.kernel.reference(
            dtype == LAK_F32 ? .float32 : .float64)
        return BatchNormGradientLoop { call, channels in
            guard call.sizes.spatial > 1 else { return reference?.run(call, channels) ?? () }
            var c = lak_norm_call(call.sizes, channels)
            (c.dx, c.dw, c.db, c.g, c.x) = (call.dx, call.dw, call.db, call.g, call.x)
            // The kernel reads these two alone.
            c.mean = UnsafeMutableRawPointer(mutating: call.mean)
            c.inverse = UnsafeMutableRawPointer(mutating: call.inverse)
            c.weight = call.weight
            run(&c)
        }
    }

    private static func layerNorm(_ function: Function?) -> LayerNormLoop {
        let run = cast(function, to: lak_norm.self)
        return LayerNormLoop { y, mean, inverse, x, weight, bias, rows, columns, eps in
            var c = lak_norm_call()
            (c.images, c.spatial, c.eps) = (rows, columns, eps)
            (c.y, c.mean, c.inverse) = (y, mean, inverse)
            (c.x, c.weight, c.bias) = (x, weight, bias)
            run(&c)
        }
    }

    private static func layerNormGradient(_ function: Function?) -> LayerNormGradientLoop {
        let run = cast(function, to: lak_norm.self)
        return LayerNormGradientLoop { dx, dw, db, g, x, mean, inverse, weight, rows, columns in
            var c = lak_norm_call()
            (c.images, c.spatial) = (rows, columns)
            (c.dx, c.dw, c.db, c.g, c.x) = (dx, dw, db, g, x)
            // The kernel reads these two alone.
            c.mean = UnsafeMutableRawPointer(mutating: mean)
            c.inverse = UnsafeMutableRawPointer(mutating: inverse)
            c.weight = weight
            run(&c)
        }
    }

    private static func shift(_ function: Function?) -> ShiftLoop {
        let run = cast(function, to: lak_shift.self)
        return ShiftLoop { call in
            var c = lak_shift_call(
                rows: call.rows, k: call.terms, n: call.positions, line: call.line,
                line_step: call.lineStep, w: call.weights,
                w_row: call.weightRow, x: call.x, shift: call.shifts, bias: call.bias,
                out: call.output, out_row: call.outputRow, accumulates: call.accumulates ? 1 : 0)
            run(&c)
        }
    }

    private static func recurrent(_ function: Function?) -> RecurrentStep {
        let run = cast(function, to: lak_recurrent.self)
        return RecurrentStep { call in
            var c = lak_recurrent_call(
                rows: call.rows, hidden: call.hidden, gates: rows(call.gates),
                recurrent: rows(call.recurrent), previous: rows(call.previous),
                more: rows(call.more), output: rows(call.output), state: rows(call.state),
                soon: rows(call.soon), soon_count: call.soon == nil ? 0 : call.soonCount)
            run(&c)
        }
    }

    private static func recurrentGradient(_ function: Function?) -> RecurrentGradient {
        let run = cast(function, to: lak_recurrent_gradient.self)
        return RecurrentGradient { call in
            var c = lak_recurrent_gradient_call(
                rows: call.rows, hidden: call.hidden, gates: rows(call.gates),
                previous: rows(call.previous), more: rows(call.more),
                upstream: rows(call.upstream),
                state: rows(call.state), cell: rows(call.cell),
                gate_gradient: rows(call.gateGradient),
                recurrent_gradient: rows(call.recurrentGradient))
            run(&c)
        }
    }

    private static func attention(_ function: Function?) -> AttentionLoop {
        let run = cast(function, to: lak_attention.self)
        return AttentionLoop { call in
            var c = lak_attention_call(
                rows: call.rows, columns: call.columns, scores: rows(call.scores),
                mask: rows(call.mask), scale: call.scale,
                is_causal: call.firstSeen == nil ? 0 : 1, first_seen: call.firstSeen ?? 0,
                largest: call.largest, sums: call.sums, output: rows(call.output),
                width: call.width)
            run(&c)
        }
    }

    private static func attentionGradient(_ function: Function?) -> AttentionGradientLoop {
        let run = cast(function, to: lak_attention_gradient.self)
        return AttentionGradientLoop { call in
            var c = lak_attention_gradient_call(
                rows: call.rows, columns: call.columns, scores: rows(call.scores),
                slopes: rows(call.slopes), mask: rows(call.mask), factors: rows(call.factors),
                scale: call.scale, is_causal: call.firstSeen == nil ? 0 : 1,
                first_seen: call.firstSeen ?? 0, largest: call.largest,
                inverse_sums: call.inverseSums, products: call.products)
            run(&c)
        }
    }

    /// Rows as C has them, nil as NULL.
    private static func rows(_ rows: MatrixRows?) -> lak_rows {
        lak_rows(p: rows?.pointer, stride: rows?.stride ?? 0)
    }

    private static func random(_ function: Function?) -> RandomFill {
        let run = cast(function, to: lak_random.self)
        return RandomFill { out, count, seed, offset, p in
            withUnsafeBytes(of: p) { p in
                run(out, count, seed, offset, p.baseAddress?.assumingMemoryBound(to: Double.self))
            }
        }
    }

    private static func dropout(_ function: Function?) -> DropoutLoop {
        let run = cast(function, to: lak_dropout.self)
        return DropoutLoop { y, mask, x, count, seed, offset, p in
            withUnsafeBytes(of: p) { p in
                run(
                    y, mask, x, count, seed, offset,
                    p.baseAddress?.assumingMemoryBound(to: Double.self))
            }
        }
    }
}

extension lak_gemm_call {
    /// The call with strides instead of transpositions, without scratch memory.
    init(_ call: GEMMCall) {
        self.init(
            m: call.m, n: call.n, k: call.k, a: call.a, a_row: call.transposeA ? 1 : call.lda,
            a_inner: call.transposeA ? call.lda : 1, b: call.b,
            b_inner: call.transposeB ? 1 : call.ldb, b_column: call.transposeB ? call.ldb : 1,
            c: call.c, c_line: call.ldc, by_columns: 0, beta: call.beta, bias: call.bias,
            panels: nil,
            scratch: nil)
    }

    /// The call for Cᵀ = op(B)ᵀ op(A)ᵀ, likewise.
    init(turned call: GEMMCall) {
        self.init(
            m: call.n, n: call.m, k: call.k, a: call.b, a_row: call.transposeB ? call.ldb : 1,
            a_inner: call.transposeB ? 1 : call.ldb, b: call.a,
            b_inner: call.transposeA ? call.lda : 1, b_column: call.transposeA ? 1 : call.lda,
            c: call.c, c_line: call.ldc, by_columns: 1, beta: call.beta, bias: call.bias,
            panels: nil,
            scratch: nil)
    }
}

extension lak_pool_call {
    /// The call without its arrays.
    init(_ sizes: PoolingSizes, planes: Int) {
        self.init(
            planes: planes, height: sizes.height, width: sizes.width, rows: sizes.outputHeight,
            columns: sizes.outputWidth, x: nil, y: nil, positions: nil, g: nil, dx: nil)
    }
}

extension lak_norm_call {
    /// The call on a range of channels, without its arrays.
    init(_ sizes: ChannelSizes, _ range: Range<Int>) {
        self.init()
        (images, channels, spatial) = (sizes.images, sizes.channels, sizes.spatial)
        (first, last) = (range.lowerBound, range.upperBound)
    }
}
