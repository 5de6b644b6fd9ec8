import Autograd

extension FunctionReference {
    static let shapes: [FunctionReference] = [
        .function("to") { inputs, options in
            guard let dtype = DType(name: options.text("dtype") ?? "") else {
                throw ReferenceError("to: no such type")
            }
            let result = try Cast(dtype)(inputs[0])
            // The fixture has half numbers as float32, which holds them.
            return [dtype == .float16 ? try result.to(dtype: .float32) : result]
        },
        .list(Cat.self) { Cat(dim: try $0.integer("dim")) },
        .unary(Clone.self) { _ in Clone() },
        .unary(Expand.self) { Expand(Shape(try $0.integers("shape"))) },
        .function("flatten") { inputs, options in
            [
                try inputs[0].flatten(
                    startDim: options.integer("start"), endDim: options.integer("end"))
            ]
        },
        .unary(Pad.self) {
            Pad(
                try $0.padding, mode: try $0.mode,
                value: try $0.number("value", or: 0))
        },
        .unary(PadGradient.self) {
            PadGradient(
                try $0.padding, mode: try $0.mode, into: Shape(try $0.integers("shape")))
        },
        .unary(Permute.self) { Permute(try $0.integers("order")) },
        .unary(Reshape.self) { Reshape(Shape(try $0.integers("shape"))) },
        .unary(Unbind.self) { Unbind(dim: try $0.integer("dim")) },
        .function("stack") { inputs, options in [try stack(inputs, dim: options.integer("dim"))] },
    ]

    static let indexing: [FunctionReference] = [
        .function("embedding") { inputs, options in
            let padding =
                options.text("padding_idx") == nil ? nil : try options.integer("padding_idx")
            return [try inputs[1].embedding(weight: inputs[0], paddingIdx: padding)]
        },
        .binary(Gather.self) { Gather(dim: try $0.integer("dim")) },
        .binary(IndexAdd.self) {
            IndexAdd(dim: try $0.integer("dim"), into: Shape(try $0.integers("shape")))
        },
        .binary(IndexSelect.self) { IndexSelect(dim: try $0.integer("dim")) },
        .binary(ScatterAdd.self) {
            ScatterAdd(dim: try $0.integer("dim"), into: Shape(try $0.integers("shape")))
        },
        .unary(Slice.self) { Slice(try $0.spans) },
        .unary(SliceScatter.self) {
            SliceScatter(try $0.spans, into: Shape(try $0.integers("shape")))
        },
    ]
}

extension CaseOptions {
    fileprivate var padding: [Int] { get throws { try integers("padding", or: []) } }

    fileprivate var mode: PaddingMode {
        get throws {
            guard let mode = PaddingMode(rawValue: text("mode") ?? "constant") else {
                throw ReferenceError("no such padding mode")
            }
            return mode
        }
    }

    /// The part of each axis.
    fileprivate var spans: [Slice.Span] {
        get throws {
            let (starts, steps) = (try integers("starts"), try integers("steps"))
            return try integers("counts").enumerated().map { axis, count in
                Slice.Span(start: starts[axis], step: steps[axis], count: count)
            }
        }
    }
}
