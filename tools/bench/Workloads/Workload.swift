// Inside this package the operations are visible too, some under their layers' names.
import class Layers.Dropout
import LinAlgKit

/// A model with its batch, loss and optimizer, as the peers' side of the benchmark defines it.
public struct Workload {
    /// The name on both sides.
    public let name: String
    /// The network.
    public let model: any Layer
    /// What the network reads.
    public let input: Tensor
    /// What the loss compares with.
    public let target: Tensor
    /// The loss.
    public let loss: (Tensor, Tensor) throws -> Tensor
    /// What changes the weights.
    public let optimizer: any Optimizer
    /// Multiply-adds of a forward pass; a training step has about three times as many.
    public let multiplyAdds: Int

    /// One training step: zeroGrad, forward, loss, backward, optimizer.
    @discardableResult
    public func train() throws -> Tensor {
        optimizer.zeroGrad()
        let value = try loss(model(input), target)
        try value.backward()
        try optimizer.step()
        return value
    }

    /// One forward pass that records nothing.
    @discardableResult
    public func infer() throws -> Tensor { try noGrad { try model(input) } }

    /// Has nothing dropped in training, so that losses can be compared.
    public func dropNothing() {
        for dropout in model.namedModules().compactMap({ $0.module as? Dropout }) { dropout.eval() }
    }

    /// The weights under their names, with the batch as `batch.input` and `batch.target`.
    public func start() -> StateDictionary {
        var state = model.stateDict()
        state["batch.input"] = input
        state["batch.target"] = target
        return state
    }
}
