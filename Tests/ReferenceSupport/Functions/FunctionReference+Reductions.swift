import Autograd

extension FunctionReference {
    static let reductions: [FunctionReference] = [
        .function("all") { inputs, options in
            [try inputs[0].all(dims: options.axes ?? [], keepDim: options.flag("keepdim"))]
        },
        .function("aminmax") { inputs, options in
            let (min, max) = try inputs[0].aminmax(
                dims: options.axes ?? [], keepDim: options.flag("keepdim"))
            return [min, max]
        },
        .function("any") { inputs, options in
            [try inputs[0].any(dims: options.axes ?? [], keepDim: options.flag("keepdim"))]
        },
        .unary(Argmax.self) { Argmax(dim: try $0.integer("dim"), keepDim: try $0.flag("keepdim")) },
        .unary(Argmin.self) { Argmin(dim: try $0.integer("dim"), keepDim: try $0.flag("keepdim")) },
        .function("countNonzero") { inputs, options in
            [try inputs[0].countNonzero(dims: options.axes ?? [])]
        },
        .function("logSumExp") { inputs, options in
            [try inputs[0].logSumExp(dims: options.axes ?? [], keepDim: options.flag("keepdim"))]
        },
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
        .function("nanMean") { inputs, options in
            [try inputs[0].nanMean(dims: options.axes ?? [], keepDim: options.flag("keepdim"))]
        },
        .function("nanSum") { inputs, options in
            [try inputs[0].nanSum(dims: options.axes ?? [], keepDim: options.flag("keepdim"))]
        },
        .function("norm") { inputs, options in
            [
                try inputs[0].norm(
                    options.number("p"), dims: options.axes ?? [], keepDim: options.flag("keepdim"))
            ]
        },
        .unary(ReduceMax.self) { ReduceMax(dims: try $0.axes, keepDim: try $0.flag("keepdim")) },
        .unary(ReduceMin.self) { ReduceMin(dims: try $0.axes, keepDim: try $0.flag("keepdim")) },
        .function("std") { inputs, options in
            [
                try inputs[0].std(
                    dims: options.axes ?? [], correction: options.number("correction"),
                    keepDim: options.flag("keepdim"))
            ]
        },
        .function("stdMean") { inputs, options in
            let (deviation, mean) = try inputs[0].stdMean(
                dims: options.axes ?? [], correction: options.number("correction"),
                keepDim: options.flag("keepdim"))
            return [deviation, mean]
        },
        .unary(Sum.self) { Sum(dims: try $0.axes, keepDim: try $0.flag("keepdim")) },
        .function("varMean") { inputs, options in
            let (variance, mean) = try inputs[0].varMean(
                dims: options.axes ?? [], correction: options.number("correction"),
                keepDim: options.flag("keepdim"))
            return [variance, mean]
        },
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
