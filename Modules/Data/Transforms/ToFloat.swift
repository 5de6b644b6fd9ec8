public import Autograd

/// Grey levels as float32: uint8 from 0…255 to 0…1, other types as they are.
///
/// Shape: any → the same
///
/// Source: torchvision, `transforms.ToTensor`.
public struct ToFloat: Transform {
    public init() {}

    public func callAsFunction(_ input: Tensor, generator: Generator) throws -> Tensor {
        let numbers = try input.to(dtype: .float32)
        return input.dtype == .uint8 ? numbers / 255 : numbers
    }
}
