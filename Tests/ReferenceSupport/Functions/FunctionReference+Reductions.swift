import Autograd

extension FunctionReference {
    static let reductions: [FunctionReference] = [
        .unary(Argmax.self) { Argmax(dim: try $0.integer("dim"), keepDim: try $0.flag("keepdim")) },
        .unary(Argmin.self) { Argmin(dim: try $0.integer("dim"), keepDim: try $0.flag("keepdim")) },
        .function("max") { inputs, options in
            let (values, indices) = try inputs[0].max(
                dim: options.integer("dim"), keepDim: options.flag("keepdim"))
            return [values, indices]
        },
        .unary(Mean.self) { Mean(dims: try $0.axes, keepDim: try $0.flag("keepdim")) },
        .function("min") { inputs, options in
            let (values, indices) = try inputs[0].min(
                dim: options.integer("dim"), keepDim: options.flag("keepdim"))
            return [values, indices]
        },
        .unary(ReduceMax.self) { ReduceMax(dims: try $0.axes, keepDim: try $0.flag("keepdim")) },
        .unary(ReduceMin.self) { ReduceMin(dims: try $0.axes, keepDim: try $0.flag("keepdim")) },
        .unary(Sum.self) { Sum(dims: try $0.axes, keepDim: try $0.flag("keepdim")) },
        .unary(Variance.self) {
            Variance(
                dims: try $0.axes, correction: try $0.number("correction"),
                keepDim: try $0.flag("keepdim"))
        },
    ]
}

extension CaseOptions {
    /// The axes to reduce, nil for all.
    fileprivate var axes: [Int]? {
        get throws { text("dims") == nil ? nil : try integers("dims") }
    }
}
