import Autograd
import Losses
import Optimizers
import Schedulers

extension Difference {
    /// Where both give a result, but another.
    static let results: [Difference] = [
        Difference(
            "sign-of-nan", theirs: "sign of NaN is 0, and so is the gradient of abs there",
            ours: "NaN, as in NumPy", because: "a NaN must not get lost on its way"
        ) {
            let x = try Tensor([Double.nan], shape: [1], requiresGrad: true)
            try x.abs().sum().backward()
            return try x.sign().item().isNaN && x.grad?.item().isNaN == true
        },
        Difference(
            "values-and-views",
            theirs:
                "a write in place goes through to views and to the tensor they show; writing to "
                + "what backward needs is an error at backward, to a leaf or an expanded tensor at once",
            ours:
                "tensors are values: a write changes no other tensor, saved ones included, and is "
                + "always possible",
            because: "copy on write costs nothing until memory is shared, and needs no rules"
        ) {
            var x = try Tensor([1.0, 2], requiresGrad: true)
            let leaf = x
            var h = x * 1
            let y = h.square().sum()
            try h += 100
            try y.backward()
            let view = try h[0..<1]
            try h += 1
            var wide = try Tensor([1.0]).expand(3)
            try wide += 1
            try x += 1
            return try leaf.grad?.toArray(as: Float.self) == [2, 4] && view.item() == 101
                && wide.toArray(as: Float.self) == [2, 2, 2] && x.toArray(as: Float.self) == [2, 3]
                && leaf.toArray(as: Float.self) == [1, 2]
        },
        Difference(
            "gelu-in-the-tail",
            theirs:
                "GELU is x (1 + erf) / 2 and x (1 + tanh) / 2, which below −1 lose digits and below "
                + "−6 all of them",
            ours: "by erfc and the sigmoid, which keep them",
            because:
                "the same cost; cases labelled tail have PyTorch's own other functions as reference"
        ) {
            // x Φ(x) at −10, from Φ(−10) = 7.619853024160527e-24.
            let y = try Tensor([-10.0]).gelu().item()
            return (y / -7.619853024160527e-23 - 1).magnitude < 1e-6
        },
        Difference(
            "gelu-far-out",
            theirs:
                "the tanh form's gradient in float32 is NaN from ±2·10¹³ on, where x³ overflows",
            ours: "1 or 0", because: "finite numbers have finite gradients"
        ) {
            let x = try Tensor([1e20, -1e20], dtype: .float32, requiresGrad: true)
            try x.gelu(approximate: .tanh).sum().backward()
            return x.grad?.toArray(as: Float.self) == [1, 0]
        },
        Difference(
            "signs-of-zero", theirs: "sign of −0 is 0; max of −0 and 0 is the first",
            ours: "−0, and 0; signs of zeros are not held to PyTorch's, in gradients either",
            because: "the sign of a zero is no part of what these functions say"
        ) {
            let zeros = try Tensor([-0.0, 0.0] as [Double], shape: [2])
            return try Runtime.withPortableKernels {
                try zeros.sign().toArray(as: Double.self)[0].sign == .minus
                    && zeros.max().item().sign == .plus
            }
        },
        Difference(
            "layer-norm-of-huge-numbers",
            theirs: "where the variance overflows, LayerNorm gives NaN", ours: "0",
            because: "x / ∞; the two meet again where x² is finite"
        ) {
            let y = try Tensor([1e20, 1, 2], dtype: .float32).layerNorm([3])
            return y.toArray(as: Float.self) == [0, 0, 0]
        },
        Difference(
            "targets-of-sure-predictions",
            theirs: "the gradient of binary cross-entropy's target is ±∞ where p is 0 or 1",
            ours: "±100", because: "the loss's logarithms stop at −100, and that is its slope"
        ) {
            let t = try Tensor([1.0], requiresGrad: true)
            try binaryCrossEntropy(Tensor.zeros(1), t).backward()
            return try t.grad?.item() == 100
        },
        Difference(
            "logits-of-minus-infinity",
            theirs: "binary cross-entropy of the logit −∞ for the target 1 is NaN", ours: "∞",
            because: "it is the limit; a right logit of ±∞ gives NaN in both"
        ) {
            let x = try Tensor([-Double.infinity], shape: [1])
            return try binaryCrossEntropyWithLogits(x, Tensor.ones(1)).item() == .infinity
        },
        Difference(
            "random-numbers", theirs: "Mersenne Twister; other numbers on other devices",
            ours: "Philox, the same numbers on any machine and number of threads",
            because: "dropout masks and initial weights follow from the seed alone"
        ) {
            // torch.manual_seed(0); torch.randn(1).
            let first = try Tensor.randn(1, generator: Generator(seed: 0)).item()
            return (first - 1.5410).magnitude > 1e-4
        },
        Difference(
            "rates-by-step", theirs: "schedulers multiply the last rate on, and drift",
            ours: "rates are functions of the step, and exact where the formula is",
            because: "nothing to save but the step; resuming gives the same bits"
        ) {
            let annealing = try CosineAnnealing(tMax: 7, etaMin: 0.125)
            return annealing.rate(at: 14_000, base: 0.5) == 0.5
                && annealing.rate(at: 14_007, base: 0.5) == 0.125
        },
        Difference(
            "rate-of-asgd",
            theirs:
                "ASGD computes its rate after a step, for the next one: a rate that is set or "
                + "scheduled counts one step late",
            ours: "at the step that it is in force for, as in every other optimizer",
            because: "schedules mean what they say; with a rate that stays both are the same"
        ) {
            let x = Parameter(try Tensor([0.0], dtype: .float64))
            let optimizer = try ASGD([x], lr: 1, lambd: 0)
            for rate in [1, 0.5] {
                optimizer.lr = rate
                x.grad = try Tensor([-1.0], dtype: .float64)
                try optimizer.step()
            }
            return try x.value.item() == 1.5
        },
    ]
}
