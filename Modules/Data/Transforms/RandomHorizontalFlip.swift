public import Autograd

/// With probability p the mirror image: the last axis backwards.
///
/// Shape: […, width] → the same
///
/// Source: torchvision, `transforms.RandomHorizontalFlip`.
public struct RandomHorizontalFlip: Transform {
    private let p: Double

    /// - Throws: ``TensorError`` when p lies outside 0...1.
    public init(p: Double = 0.5) throws(TensorError) {
        try require(
            p >= 0 && p <= 1, "RandomHorizontalFlip", "a probability from 0 to 1", "\(p)")
        self.p = p
    }

    public func callAsFunction(_ input: Tensor, generator: Generator) throws -> Tensor {
        guard input.rank >= 1 else {
            throw TensorError(
                .shape, "RandomHorizontalFlip", expected: "an image […, width]", got: "[]")
        }
        guard try generator.uniforms(1)[0] < p else { return input }
        let width = input.shape[input.rank - 1]
        let backwards = try Tensor(Array((0..<width).reversed()), shape: [width])
        return try input.indexSelect(dim: -1, backwards)
    }
}
