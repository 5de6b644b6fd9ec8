public import TensorCore

/// Transforms one after the other.
public struct Compose: Transform {
    private let transforms: [any Transform]

    public init(_ transforms: any Transform...) { self.transforms = transforms }

    public func callAsFunction(_ input: Tensor, generator: Generator) throws -> Tensor {
        try transforms.reduce(input) { try $1($0, generator: generator) }
    }
}
