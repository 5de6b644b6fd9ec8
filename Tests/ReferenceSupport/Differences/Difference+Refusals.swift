import Layers
import Losses
import Optimizers

extension Difference {
    /// What PyTorch lets pass and this library refuses.
    static let refusals: [Difference] = [
        Difference(
            "losses-of-other-shapes",
            theirs: "mse of [3, 1] and [3] broadcasts to 9 pairs, with a warning", ours: "throws",
            because: "the mean over pairs that nobody meant trains on nonsense"
        ) {
            refuses { _ = try mseLoss(Tensor.ones(3, 1), Tensor.ones(3)) }
        },
        Difference(
            "options-without-end",
            theirs: "infinite or NaN rates, ε and momenta are accepted", ours: "throw",
            because: "the first step makes every parameter NaN"
        ) {
            let x = Parameter(try .ones(1))
            return refuses { _ = try SGD([x], lr: .infinity) }
                && refuses { _ = try SGD([x], lr: .nan) }
                && refuses { _ = try SGD([x], lr: 0.1, momentum: .infinity) }
                && refuses { _ = try Adam([x], eps: .infinity) }
        },
        Difference(
            "a-parameter-twice", theirs: "a warning; each step is taken twice", ours: "throws",
            because: "it is a mistake that training hides"
        ) {
            let x = Parameter(try .ones(1))
            return refuses { _ = try SGD([x, x], lr: 0.1) }
        },
        Difference(
            "clipping-of-infinity",
            theirs: "clip_grad_norm_ of an infinite norm makes gradients NaN or 0 by default",
            ours:
                "throws before a gradient changes; errorIfNonfinite: false gives PyTorch's result",
            because: "the step that follows would destroy the model"
        ) {
            let x = Parameter(try .ones(2))
            x.grad = try Tensor([Double.infinity, 1], shape: [2]).to(dtype: .float32)
            return refuses { try clipGradNorm([x], maxNorm: 1) }
                && x.grad?.toArray(as: Double.self) == [.infinity, 1]
        },
        Difference(
            "clamp-bounds",
            theirs: "clamp with min above max gives max everywhere, with a NaN bound NaN",
            ours: "throws", because: "no number lies between such bounds"
        ) {
            refuses { _ = try Tensor.ones(1).clamp(min: 2, max: 1) }
                && refuses { _ = try Tensor.ones(1).clamp(min: .nan, max: 1) }
        },
        Difference(
            "integer-power",
            theirs:
                "an integer to a tensor of negative integers gives 0 (to a Python number, raises)",
            ours: "throws for both", because: "0 is not 2⁻¹"
        ) {
            refuses { _ = try Tensor([2]).pow(Tensor([-1])) }
        },
        Difference(
            "products-of-uint8", theirs: "matmul of uint8 wraps", ours: "throws",
            because: "sums of products of bytes do not fit a byte; convert to int32"
        ) {
            let x = try Tensor([[200, 2]], dtype: .uint8)
            return refuses { _ = try x.matmul(x.t()) }
        },
        Difference(
            "empty-vectors-in-cat",
            theirs: "cat leaves out tensors of shape [0] whatever the others are",
            ours: "throws", because: "an old exception; shapes must agree"
        ) {
            refuses { _ = try cat([Tensor.ones(0), Tensor.ones(2, 3)]) }
        },
        Difference(
            "options-of-norms", theirs: "a negative ε and any momentum are accepted by BatchNorm",
            ours: "throws", because: "roots of negative numbers, and averages that run away"
        ) {
            refuses { _ = try BatchNorm1d(3, eps: -1) }
                && refuses { _ = try BatchNorm1d(3, momentum: 2) }
        },
        Difference(
            "states-of-another-type",
            theirs: "load_state_dict converts elements silently, and leaves a model half loaded "
                + "when a later tensor does not fit",
            ours: "throws unless convertingTypes is true; all is loaded or nothing",
            because: "a float64 checkpoint in a float32 model is a loss that should be asked for"
        ) {
            let model = try Linear(2, 2)
            let before = model.stateDict()
            var state = StateDictionary()
            for (name, tensor) in before { state[name] = try (tensor + 1).to(dtype: .float64) }
            state["weight"] = before["weight"].map { $0 + 1 }
            return refuses { try model.loadStateDict(state) }
                && before.allSatisfy { name, tensor in
                    model.stateDict()[name]?.toArray(as: Double.self)
                        == tensor.toArray(as: Double.self)
                }
        },
        Difference(
            "backward-through-steps", theirs: "backward through round or sign alone gives zeros",
            ours: "throws: the result is not tracked",
            because:
                "a gradient that is 0 everywhere cannot train; it should not look as if it could"
        ) {
            let x = try Tensor([1.5], requiresGrad: true)
            return refuses { try x.round().sum().backward() }
                && refuses { try x.sign().sum().backward() }
        },
    ]
}
