import Autograd

extension Hazard {
    /// Hazards of functions of elements, and of those that move elements.
    static let functions: [Hazard] = [
        Hazard("log of 0 and below", .operation("log")),
        Hazard("square root of 0 and below", .operation("sqrt")),
        Hazard("reciprocal square root of 0", .operation("rsqrt")),
        Hazard("abs at 0 and NaN", .operation("abs"), .difference("sign-of-nan")),
        Hazard("division by 0, 0/0, ∞/∞", .operation("divide")),
        Hazard("true division of integers by 0", .operation("divide", "integers")),
        Hazard(
            "integer division and remainder by 0", .operation("floorDivide", "integers by 0"),
            .operation("remainder", "integers by 0"), .operation("fmod", "integers by 0")),
        Hazard("powers of 0, ∞, NaN and negative numbers", .operation("pow")),
        Hazard(
            "integers to negative powers", .operation("pow", "a negative exponent"),
            .difference("integer-power")),
        Hazard("atan2 at 0", .operation("atan2")),
        Hazard("exp beyond the range", .operation("exp")),
        Hazard("ReLU at 0 and NaN", .operation("relu")),
        Hazard("leaky ReLU at 0", .operation("leakyRelu")),
        Hazard("clamp at its bounds, and of NaN", .operation("clamp"), .difference("clamp-bounds")),
        Hazard("hardtanh at its bounds", .operation("hardtanh")),
        Hazard("sigmoid and tanh of ±1000", .operation("sigmoid"), .operation("tanh")),
        Hazard("softplus of 1000", .operation("softplus")),
        Hazard("log-sigmoid of −1000", .operation("logSigmoid")),
        Hazard(
            "GELU of ±10⁴ and ±∞", .operation("gelu"), .operation("geluTanh"),
            .difference("gelu-far-out")),
        Hazard("SiLU of −10⁴", .operation("silu")),
        Hazard("maximum and minimum of ties and NaN", .operation("maximum"), .operation("minimum")),
        Hazard("comparisons with NaN and −0", .operation("equal"), .operation("less")),
        Hazard("where beside NaN", .operation("where")),
        Hazard(
            "where(x > 0, √x, 0) at 0: the gradient is NaN; with where inside the root too it is 0",
            .check {
                let x = try Tensor([0, 4], dtype: .float64, requiresGrad: true)
                let (zero, one) = (
                    try Tensor.zeros(2, dtype: .float64), try Tensor.ones(2, dtype: .float64)
                )
                let single = try grad(of: `where`(x .> 0, x.sqrt(), zero).sum(), wrt: x)
                let safe = try `where`(x .> 0, x, one)
                let double = try grad(of: `where`(x .> 0, safe.sqrt(), zero).sum(), wrt: x)
                let (a, b) = (single.toArray(as: Double.self), double.toArray(as: Double.self))
                return a[0].isNaN && a[1] == 0.25 && b == [0, 0.25]
            }),
        Hazard("casts of NaN and of what does not fit", .operation("to", "beyond int32")),
        Hazard("casts that wrap", .operation("to", "uint8 wraps")),
        Hazard("float16 of 70000", .operation("to", "beyond float16")),
        Hazard(
            "int32 that overflows", .operation("add", "integers"),
            .operation("multiply", "integers")),
        Hazard(
            "indices outside, and negative ones", .operation("gather", "indices outside"),
            .operation("indexSelect", "indices outside"),
            .operation("scatterAdd", "indices outside"),
            .operation("indexAdd", "indices outside"),
            .operation("embedding", "indices outside")),
        Hazard("an index twice: gradients add", .operation("indexSelect"), .operation("gather")),
        Hazard("reshape to another count", .operation("reshape", "2x3")),
        Hazard("expand of sizes other than 1", .operation("expand", "2x3")),
        Hazard("permute with an axis twice or none", .operation("permute", "2x3")),
        Hazard(
            "cat of sizes that differ, of scalars, of nothing",
            .operation("cat", "sizes that differ"),
            .operation("cat", "scalars"), .difference("empty-vectors-in-cat")),
        Hazard("stack of sizes that differ", .operation("stack", "sizes that differ")),
        Hazard("operands that do not broadcast", .operation("add", "no broadcast")),
    ]
}
