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
}
