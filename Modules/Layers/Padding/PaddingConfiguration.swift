/// The options of padding layers, named as PyTorch's.
public struct PaddingConfiguration: Codable, Sendable, Hashable {
    /// How many places are added at all ends, or before and after the last axis, then before and
    /// after the axis before it; negative numbers cut off.
    public var padding: [Int]

    public init(padding: [Int]) { self.padding = padding }

    /// Reads options; `padding` is a list, or a number for all ends.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        padding = try container.decodeSizes(forKey: .padding)
    }

    /// Throws unless there is one number, or two for each of `dims` axes.
    func validate(dims: Int, _ layer: String) throws(TensorError) {
        guard padding.count == 1 || padding.count == 2 * dims else {
            throw TensorError(
                .value, layer, expected: "a padding of one number or of \(2 * dims)",
                got: "\(padding)")
        }
    }

    /// The input with its last `dims` axes padded; it has one axis before them, or two.
    func pad(
        _ input: Tensor, dims: Int, _ mode: PaddingMode, value: Double = 0, _ layer: String
    ) throws(TensorError) -> Tensor {
        guard input.rank == dims + 1 || input.rank == dims + 2 else {
            let plane = dims == 1 ? "length" : "height, width"
            throw TensorError(
                .shape, layer, expected: "[n, channels, \(plane)] or [channels, \(plane)]",
                got: "\(input.shape)", inputs: [input])
        }
        let ends = padding.count == 1 ? [Int](repeating: padding[0], count: 2 * dims) : padding
        return try input.pad(ends, mode: mode, value: value)
    }
}
