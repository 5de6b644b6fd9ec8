public import Autograd
public import Serialization

/// Examples along the first dimension of two tensors.
///
/// Shape: x [n, …] and y [n, …] → n examples of x […] and y […]
public struct TensorDataset: BatchDataset {
    /// All inputs.
    public let x: Tensor
    /// All targets.
    public let y: Tensor
    /// How many examples there are.
    public let count: Int

    /// - Throws: ``TensorError`` unless both have the same first size.
    public init(_ x: Tensor, _ y: Tensor) throws(TensorError) {
        guard x.rank > 0, y.rank > 0, x.shape[0] == y.shape[0] else {
            throw TensorError(
                .shape, "TensorDataset", expected: "as many targets y as inputs x",
                got: "x \(x.shape) and y \(y.shape)",
                hint: "The first size of both counts the examples.", inputs: [x, y])
        }
        // Data are no part of anybody's graph.
        self.x = x.detach()
        self.y = y.detach()
        count = x.shape[0]
    }

    /// The examples in a file of named arrays, such as `numpy.savez("data.npz", x=x, y=y)` writes.
    ///
    /// - Parameters:
    ///   - x: The name of the inputs.
    ///   - y: The name of the targets.
    /// - Throws: `SerializationError` when the file cannot be read or has no such arrays,
    ///   ``TensorError`` when they do not belong together.
    public init(
        contentsOf path: String, x: String = "x", y: String = "y", limits: ReadLimits = ReadLimits()
    ) throws {
        let arrays = try StateDictionary(contentsOf: path, limits: limits)
        func array(_ name: String) throws -> Tensor {
            guard let array = arrays[name] else {
                throw SerializationError(
                    operation: "read", path: path, member: name, code: .malformed,
                    expected: "an array of that name", got: "\(arrays.keys)")
            }
            return array
        }
        try self.init(array(x), array(y))
    }

    public subscript(index: Int) -> Example {
        get throws {
            try check(index)
            return Example(try row(x, index), try row(y, index))
        }
    }

    public func batch(at positions: [Int]) throws -> Example {
        for position in positions { try check(position) }
        let indices = try Tensor(positions, shape: [positions.count])
        return Example(
            try x.indexSelect(dim: 0, indices), try y.indexSelect(dim: 0, indices))
    }

    private func row(_ tensor: Tensor, _ index: Int) throws -> Tensor {
        try tensor.narrow(dim: 0, start: index, length: 1).squeeze(dim: 0)
    }
}
