import Autograd
import Losses

extension Difference {
    /// What PyTorch refuses and this library takes.
    static let acceptances: [Difference] = [
        Difference(
            "integers-as-reals",
            theirs:
                "softmax, GELU, ELU, leaky ReLU, mean, … of integers raise (tanh and exp do not)",
            ours: "give float32, as every function of real numbers does",
            because: "one rule for all functions"
        ) {
            let x = try Tensor([1, 2, 4])
            let results = try [x.softmax(dim: 0), x.gelu(), x.leakyRelu(), x.mean(), x.var()]
            return results.allSatisfy { $0.dtype == .float32 }
        },
        Difference(
            "bool-as-integer", theirs: "−, abs and ReLU of bool raise",
            ours: "bool counts as 0 and 1; − gives int64", because: "one rule for all functions"
        ) {
            let mask = try Tensor([true, false])
            return (-mask).toArray(as: Int.self) == [-1, 0]
                && mask.abs().toArray(as: Bool.self) == [true, false]
                && mask.relu().toArray(as: Bool.self) == [true, false]
        },
        Difference(
            "rounded-integers", theirs: "round of integers to decimals raises",
            ours: "integers stay as they are", because: "they are round"
        ) {
            try Tensor([15]).round(decimals: 2).toArray(as: Int.self) == [15]
        },
        Difference(
            "types-of-integers",
            theirs: "labels are int64 or uint8, indices int64 or int32; other integers raise",
            ours: "any integer type", because: "files hold labels in the type that fits them"
        ) {
            let logits = try Tensor.zeros(1, 2)
            for dtype in [DType.uint8, .int8, .int16, .uint16, .int32, .uint32, .int64, .uint64] {
                let one = try Tensor([1], dtype: dtype)
                _ = try crossEntropy(logits, one)
                _ = try logits.indexSelect(dim: 1, one)
                _ = try logits.gather(dim: 1, one.reshape(1, 1))
            }
            return true
        },
        Difference(
            "steps-backwards", theirs: "slices with a negative step raise",
            ours: "x[.range(step: -1)]",
            because: "NumPy has them, and a view with negative strides costs nothing"
        ) {
            try Tensor([1, 2, 3])[.range(step: -1)].toArray(as: Int.self) == [3, 2, 1]
        },
        Difference(
            "losses-of-nan", theirs: "binary cross-entropy of NaN raises", ours: "NaN",
            because: "NaN is a result; detectAnomaly finds where it came from"
        ) {
            let nan = try Tensor([Double.nan], shape: [1])
            return try binaryCrossEntropy(nan, Tensor.ones(1)).item().isNaN
        },
    ]
}
