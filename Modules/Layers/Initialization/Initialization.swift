/// How many numbers each number of a weight's output is computed from, and each of its input goes
/// to.
///
/// For a weight [outputs, inputs, …kernel] the fans are inputs and outputs times the kernel's size.
///
/// Source: PyTorch 2.13, `torch.nn.init._calculate_fan_in_and_fan_out`.
public struct Fan: Sendable, Hashable {
    /// Numbers that one output is computed from.
    public let input: Int
    /// Numbers that one input goes to.
    public let output: Int

    /// The fans of a weight of at least two dimensions.
    public init(of shape: Shape) throws(TensorError) {
        guard shape.count >= 2 else {
            throw TensorError(
                .shape, "Fan", expected: "a weight of at least two dims", got: "\(shape)")
        }
        // Of an empty weight as of others: their product must not be lost behind a 0. Below 2⁶¹ the
        // sum of both is an Int, too.
        let sizes = Shape(shape.map { max($0, 1) })
        guard shape.allSatisfy({ $0 >= 0 }), let count = sizes.checkedElementCount,
            count < 1 << 61
        else {
            throw TensorError(
                .shape, "Fan", expected: "sizes of at least 0 whose product is below 2^61",
                got: "\(shape)")
        }
        let receptive = shape.dropFirst(2).reduce(1, *)
        input = shape[1] * receptive
        output = shape[0] * receptive
    }
}

extension Tensor {
    /// A weight and bias as PyTorch's Linear and Conv layers start: uniform over ±1/√fan, with the
    /// weight's input fan.
    ///
    /// Source: He, Zhang, Ren, Sun 2015 with a = √5, which gives that bound.
    static func standardWeight(
        _ shape: Shape, bias: Bool, generator: Generator
    ) throws(TensorError) -> (weight: Tensor, bias: Tensor?) {
        let fan = try Fan(of: shape).input
        let bound = fan > 0 ? 1 / Double(fan).squareRoot() : 0
        let weight = try uniform(shape, low: -bound, high: bound, generator: generator)
        guard bias else { return (weight, nil) }
        return (weight, try uniform([shape[0]], low: -bound, high: bound, generator: generator))
    }
}
