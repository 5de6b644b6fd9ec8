import Autograd

extension FunctionReference {
    static let rearrangement: [FunctionReference] = [
        .unary(Split.self) { Split(try $0.integers("lengths"), dim: try $0.integer("dim")) },
        .function("parts") { inputs, options in try options.parts(of: inputs[0]) },
        .function("stacks") { inputs, options in
            switch options.text("kind") {
            case "h": [try hstack(inputs)]
            case "v": [try vstack(inputs)]
            case "d": [try dstack(inputs)]
            default: [try columnStack(inputs)]
            }
        },
        .function("movedim") { inputs, options in
            [try inputs[0].movedim(options.integers("source"), options.integers("target"))]
        },
        .function("unflatten") { inputs, options in
            [
                try inputs[0].unflatten(
                    dim: options.integer("dim"), Shape(options.integers("shape")))
            ]
        },
        .function("squeeze") { inputs, options in
            [try inputs[0].squeeze(dims: options.integers("dims"))]
        },
        .function("repeat") { inputs, options in
            [try inputs[0].repeat(options.integers("counts"))]
        },
        .function("tile") { inputs, options in [try inputs[0].tile(options.integers("counts"))] },
        .function("repeatInterleave") { inputs, options in
            let dim = options.text("dim") == nil ? nil : try options.integer("dim")
            guard inputs.count == 1 else {
                return [try inputs[0].repeatInterleave(inputs[1], dim: dim)]
            }
            return [try inputs[0].repeatInterleave(options.integer("count"), dim: dim)]
        },
        .function("flip") { inputs, options in
            [try inputs[0].flip(dims: options.integers("dims"))]
        },
        .function("roll") { inputs, options in
            let (shifts, dims) = (try options.integers("shifts"), try options.integers("dims"))
            return [
                dims.isEmpty
                    ? try inputs[0].roll(shifts[0]) : try inputs[0].roll(shifts, dims: dims)
            ]
        },
        .function("rot90") { inputs, options in
            [try inputs[0].rot90(options.integer("k"), dims: options.integers("dims"))]
        },
        .function("meshgrid") { inputs, options in
            let indexing = MeshgridIndexing(rawValue: options.text("indexing") ?? "") ?? .ij
            return try meshgrid(inputs, indexing: indexing)
        },
        .unary(Unfold.self) { Unfold(try $0.windows) },
        .unary(UnfoldGradient.self) {
            UnfoldGradient(try $0.windows, into: Shape(try $0.integers("shape")))
        },
        .function("blocks") { inputs, options in
            [
                try inputs[0].unfold(
                    kernelSize: options.size("kernel_size"),
                    dilation: options.size("dilation", or: 1),
                    padding: options.size("padding", or: 0), stride: options.size("stride", or: 1))
            ]
        },
        .function("fold") { inputs, options in
            [
                try inputs[0].fold(
                    outputSize: options.size("output_size"),
                    kernelSize: options.size("kernel_size"),
                    dilation: options.size("dilation", or: 1),
                    padding: options.size("padding", or: 0), stride: options.size("stride", or: 1))
            ]
        },
        .function("pixelShuffle") { inputs, options in
            [try inputs[0].pixelShuffle(options.integer("factor"))]
        },
        .function("pixelUnshuffle") { inputs, options in
            [try inputs[0].pixelUnshuffle(options.integer("factor"))]
        },
        .function("channelShuffle") { inputs, options in
            [try inputs[0].channelShuffle(groups: options.integer("groups"))]
        },
    ]
}

extension CaseOptions {
    /// What split, chunk or tensorSplit give.
    fileprivate func parts(of x: Tensor) throws -> [Tensor] {
        let dim = try integer("dim")
        return switch text("kind") {
        case "size": try x.split(integer("number"), dim: dim)
        case "chunk": try x.chunk(integer("number"), dim: dim)
        case "sections": try x.tensorSplit(integer("number"), dim: dim)
        default: try x.tensorSplit(integers("places"), dim: dim)
        }
    }

    fileprivate var windows: AxisWindows {
        get throws {
            AxisWindows(
                dim: try integer("dim"), size: try integer("size"), step: try integer("step"))
        }
    }

    fileprivate func size(_ option: String, or fallback: Int? = nil) throws -> Size2 {
        let pair = try integers(option, or: fallback.map { [$0, $0] })
        guard pair.count == 2 else { throw ReferenceError("\(option): a height and a width") }
        return Size2(pair[0], pair[1])
    }
}
