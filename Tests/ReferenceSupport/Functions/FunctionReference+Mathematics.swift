import Autograd

extension FunctionReference {
    static let transcendentals: [FunctionReference] = [
        .unary(Acos.self) { _ in Acos() },
        .unary(Acosh.self) { _ in Acosh() },
        .unary(Asin.self) { _ in Asin() },
        .unary(Asinh.self) { _ in Asinh() },
        .unary(Atan.self) { _ in Atan() },
        .unary(Atanh.self) { _ in Atanh() },
        .unary(ComplementaryErf.self) { _ in ComplementaryErf() },
        .unary(Cos.self) { _ in Cos() },
        .unary(Cosh.self) { _ in Cosh() },
        .unary(Digamma.self) { _ in Digamma() },
        .unary(Exp2.self) { _ in Exp2() },
        .unary(Expm1.self) { _ in Expm1() },
        .unary(InverseErf.self) { _ in InverseErf() },
        .unary(Log10.self) { _ in Log10() },
        .unary(Log1p.self) { _ in Log1p() },
        .unary(Log2.self) { _ in Log2() },
        .unary(LogGamma.self) { _ in LogGamma() },
        .function("logit") { inputs, options in
            [try inputs[0].logit(eps: options.text("eps") == nil ? nil : options.number("eps"))]
        },
        .function("polygamma") { inputs, options in
            [try inputs[0].polygamma(options.integer("n"))]
        },
        .unary(ReciprocalSquareRoot.self) { _ in ReciprocalSquareRoot() },
        .unary(Sin.self) { _ in Sin() },
        .unary(Sinh.self) { _ in Sinh() },
        .unary(Tan.self) { _ in Tan() },
    ]

    static let divisions: [FunctionReference] = [
        .binary(Atan2.self) { _ in Atan2() },
        .unary(Ceil.self) { _ in Ceil() },
        .function("clampBetween") { inputs, options in
            switch options.text("bound") {
            case "min": [try inputs[0].clamp(min: inputs[1])]
            case "max": [try inputs[0].clamp(min: nil, max: inputs[1])]
            default: [try inputs[0].clamp(min: inputs[1], max: inputs[2])]
            }
        },
        .unary(Floor.self) { _ in Floor() },
        .function("floorDivide") { inputs, _ in [try inputs[0].floorDivide(inputs[1])] },
        .function("fmod") { inputs, _ in [try inputs[0].fmod(inputs[1])] },
        .function("frac") { inputs, _ in [inputs[0].frac()] },
        .binary(Hypotenuse.self) { _ in Hypotenuse() },
        .function("lerp") { inputs, options in
            guard inputs.count < 3 else {
                return [try inputs[0].lerp(inputs[1], weight: inputs[2])]
            }
            return [try inputs[0].lerp(inputs[1], weight: options.number("weight"))]
        },
        .binary(LogAddExp.self) { _ in LogAddExp() },
        .function("remainder") { inputs, _ in [try inputs[0].remainder(inputs[1])] },
        .unary(Trunc.self) { _ in Trunc() },
        .binary(XLogY.self) { _ in XLogY() },
    ]

    static let questions: [FunctionReference] = [
        .binary(BitwiseAnd.self) { _ in BitwiseAnd() },
        .function("bitwiseNot") { inputs, _ in [try inputs[0].bitwiseNot()] },
        .binary(BitwiseOr.self) { _ in BitwiseOr() },
        .binary(BitwiseXor.self) { _ in BitwiseXor() },
        .function("isClose") { inputs, options in
            [
                try inputs[0].isClose(
                    inputs[1], rtol: options.number("rtol"), atol: options.number("atol"),
                    equalNaN: options.flag("equal_nan"))
            ]
        },
        .function("isFinite") { inputs, _ in [inputs[0].isFinite()] },
        .function("isInf") { inputs, _ in [inputs[0].isInf()] },
        .function("isNaN") { inputs, _ in [inputs[0].isNaN()] },
        .function("isNegInf") { inputs, _ in [inputs[0].isNegInf()] },
        .function("isPosInf") { inputs, _ in [inputs[0].isPosInf()] },
        .function("logicalAnd") { inputs, _ in [try inputs[0].logicalAnd(inputs[1])] },
        .function("logicalNot") { inputs, _ in [inputs[0].logicalNot()] },
        .function("logicalOr") { inputs, _ in [try inputs[0].logicalOr(inputs[1])] },
        .function("logicalXor") { inputs, _ in [try inputs[0].logicalXor(inputs[1])] },
        .function("nanToNum") { inputs, options in
            func end(_ name: String) throws -> Double? {
                options.text(name) == nil ? nil : try options.number(name)
            }
            return [
                inputs[0].nanToNum(
                    nan: try options.number("nan"), posInf: try end("posinf"),
                    negInf: try end("neginf"))
            ]
        },
    ]

    static let scans: [FunctionReference] = [
        .unary(CumulativeExtreme.self) {
            CumulativeExtreme(dim: try $0.integer("dim"), isMaximum: try $0.flag("maximum"))
        },
        .unary(CumulativeProduct.self) { CumulativeProduct(dim: try $0.integer("dim")) },
        .unary(CumulativeSum.self) { CumulativeSum(dim: try $0.integer("dim")) },
        .function("cummax") { inputs, options in
            let (values, indices) = try inputs[0].cummax(dim: options.integer("dim"))
            return [values, indices]
        },
        .function("cummin") { inputs, options in
            let (values, indices) = try inputs[0].cummin(dim: options.integer("dim"))
            return [values, indices]
        },
        .function("diff") { inputs, options in
            [try inputs[0].diff(n: options.integer("n"), dim: options.integer("dim"))]
        },
        .binary(LinearRecurrence.self) {
            LinearRecurrence(dim: try $0.integer("dim"), isReversed: try $0.flag("reverse"))
        },
        .unary(LogCumulativeSumExp.self) { LogCumulativeSumExp(dim: try $0.integer("dim")) },
        .unary(Product.self) {
            Product(
                dim: $0.text("dim") == nil ? nil : try $0.integer("dim"),
                keepDim: try $0.flag("keepdim"))
        },
    ]

    static let orders: [FunctionReference] = [
        .unary(Argsort.self) {
            Argsort(dim: try $0.integer("dim"), descending: try $0.flag("descending"))
        },
        .function("bincount") { inputs, options in
            [
                try inputs[0].bincount(
                    weights: inputs.count > 1 ? inputs[1] : nil,
                    minLength: options.integer("minlength"))
            ]
        },
        .function("kthvalue") { inputs, options in
            let (values, indices) = try inputs[0].kthvalue(
                options.integer("k"), dim: options.integer("dim"), keepDim: options.flag("keepdim"))
            return [values, indices]
        },
        .function("median") { inputs, options in
            if options.text("dim") == nil { return [try inputs[0].median()] }
            let (values, indices) = try inputs[0].median(
                dim: options.integer("dim"), keepDim: options.flag("keepdim"))
            return [values, indices]
        },
        .function("quantile") { inputs, options in
            let q = try options.number("q")
            if options.text("dim") == nil { return [try inputs[0].quantile(q)] }
            return [
                try inputs[0].quantile(
                    q, dim: options.integer("dim"), keepDim: options.flag("keepdim"))
            ]
        },
        .binary(SearchSorted.self) { SearchSorted(right: try $0.flag("right")) },
        .function("sort") { inputs, options in
            let (values, indices) = try inputs[0].sort(
                dim: options.integer("dim"), descending: options.flag("descending"))
            return [values, indices]
        },
        .function("topk") { inputs, options in
            let (values, indices) = try inputs[0].topk(
                options.integer("k"), dim: options.integer("dim"), largest: options.flag("largest"))
            return [values, indices]
        },
        .function("unique") { inputs, _ in
            let (values, inverse, counts) = try inputs[0].unique()
            return [values, inverse, counts]
        },
    ]
}
