import Autograd

extension Hazard {
    /// Hazards of reductions, and of products of matrices.
    static let reductions: [Hazard] = [
        Hazard(
            "softmax of 1000, of −10⁹ and of −∞", .operation("softmax", "large logits"),
            .operation("softmax", "masked")),
        Hazard("softmax of a row of −∞, of ∞, of NaN", .operation("softmax", "not finite")),
        Hazard(
            "log-softmax of the same", .operation("logSoftmax", "large logits"),
            .operation("logSoftmax", "masked"), .operation("logSoftmax", "not finite")),
        Hazard("log-sum-exp of −∞", .operation("logSumExp")),
        Hazard(
            "norms at 0, and ties of the ∞-norm", .operation("norm", "zeros"),
            .operation("norm", "ties")),
        Hazard(
            "√Σx² at 0: the gradient is NaN",
            .check {
                let x = try Tensor([0, 0], dtype: .float64, requiresGrad: true)
                let slopes = try grad(of: x.square().sum().sqrt(), wrt: x).toArray(as: Double.self)
                return slopes.allSatisfy { $0.isNaN }
            }),
        Hazard("cdist at 0", .operation("cdist", "zero")),
        Hazard("normalize of 0", .absent("normalize")),
        Hazard("cosine similarity of 0", .operation("cosineSimilarity", "zeros")),
        Hazard(
            "ties of max over all, amax and amin: shared evenly", .operation("amax", "ties"),
            .operation("amin", "ties")),
        Hazard(
            "ties of max and min along an axis: the first", .operation("max", "ties"),
            .operation("min", "ties"), .operation("argmax", "ties"), .operation("argmin", "ties")),
        Hazard(
            "NaN wins in maxima and minima; argmax is its first place", .operation("amax"),
            .operation("argmax"), .operation("max")),
        Hazard("sort puts NaN last", .operation("sort")),
        Hazard(
            "maximum of nothing", .operation("amax", "nothing to reduce"),
            .operation("max", "nothing to pick"), .operation("argmax", "nothing to pick")),
        Hazard(
            "sum and mean of nothing", .operation("sum", "nothing"), .operation("mean", "nothing")),
        Hazard(
            "product of nothing, and with zeros", .operation("prod", "nothing"),
            .operation("prod", "zeros"), .operation("cumprod", "zeros")),
        Hazard("sums of ∞ and −∞, and of NaN", .operation("sum"), .operation("mean")),
        Hazard("variance of one element", .operation("var", "one element")),
        Hazard("variance of constants", .operation("var", "constants")),
        Hazard("variance of ∞ and NaN", .operation("var")),
        Hazard("standard deviation of constants", .operation("std", "constants")),
        Hazard("matmul with inner size 0", .operation("matmul", "2x0 0x3")),
        Hazard("matmul of 0 and ∞", .operation("matmul")),
        Hazard(
            "matmul of sizes and types that do not fit", .operation("matmul", "inner sizes"),
            .operation("matmul", "batches"), .operation("matmul", "types")),
    ]
}
