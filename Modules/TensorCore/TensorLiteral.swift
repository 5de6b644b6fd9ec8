import Kernels

/// A tensor written out in the source: a number, or nested brackets of numbers.
///
/// As in PyTorch, whole numbers make `int64`, numbers with a fraction `float32`, `true` and
/// `false` `bool`. (A `[Double]` variable is no literal and makes `float64`: its type is kept.)
public enum TensorLiteral: Sendable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    case integer(Int)
    case floating(Double)
    case boolean(Bool)
    case array([TensorLiteral])

    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .floating(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(arrayLiteral elements: TensorLiteral...) { self = .array(elements) }

    /// The highest kind of number in it.
    var dtype: DType {
        switch self {
        case .integer: .int64
        case .floating: .float32
        case .boolean: .bool
        case .array(let elements):
            elements.isEmpty
                ? .float32 : elements.map(\.dtype).reduce(.bool) { $0.promoted(with: $1) }
        }
    }

    private var shape: Shape {
        guard case .array(let elements) = self else { return [] }
        guard let first = elements.first else { return [0] }
        return first.shape.inserting(elements.count, at: 0)
    }

    /// All numbers in order, as `Double` and as `Int`, with the shape.
    func flattened() throws(TensorError) -> (reals: [Double], integers: [Int], shape: Shape) {
        let shape = shape
        var reals: [Double] = []
        var integers: [Int] = []
        try append(to: &reals, &integers, shape, axis: 0)
        return (reals, integers, shape)
    }

    private func append(
        to reals: inout [Double], _ integers: inout [Int], _ shape: Shape, axis: Int
    ) throws(TensorError) {
        switch self {
        case .array(let elements) where axis < shape.count && elements.count == shape[axis]:
            for element in elements {
                try element.append(to: &reals, &integers, shape, axis: axis + 1)
            }
            return
        case .integer(let value) where axis == shape.count:
            reals.append(Double(value))
            integers.append(value)
        case .floating(let value) where axis == shape.count:
            reals.append(value)
            integers.append(0)
        case .boolean(let value) where axis == shape.count:
            reals.append(value ? 1 : 0)
            integers.append(value ? 1 : 0)
        default:
            throw TensorError(
                .shape, "Tensor", expected: "nested brackets of equal lengths",
                got: "lengths that differ at depth \(axis)", hint: "The first row gives \(shape).")
        }
    }
}
