/// The options of ``ConstantPad1d`` and ``ConstantPad2d``, named as PyTorch's.
public struct ConstantPadConfiguration: Codable, Sendable, Hashable {
    /// How many places are added at all ends, or before and after the last axis, then before and
    /// after the axis before it; negative numbers cut off.
    public var padding: [Int]
    /// What stands in them.
    public var value: Double

    public init(padding: [Int], value: Double) {
        self.padding = padding
        self.value = value
    }

    /// Reads options; `padding` is a list, or a number for all ends.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        padding = try container.decodeSizes(forKey: .padding)
        value = try container.decode(Double.self, forKey: .value)
    }

    /// The padding alone.
    var ends: PaddingConfiguration { PaddingConfiguration(padding: padding) }
}
