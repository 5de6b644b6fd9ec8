import LinAlgKit

/// What `inspect` says of a tensor. Least, largest and mean are those of the finite numbers.
package struct ArrayStatistics: Encodable, Equatable {
    /// A number in its tensor's type: integers stay exact.
    package enum Value: Encodable, Equatable {
        case integer(Int64), large(UInt64), real(Double)

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .integer(let value): try container.encode(value)
            case .large(let value): try container.encode(value)
            case .real(let value): try container.encode(value)
            }
        }

        package var text: String {
            switch self {
            case .integer(let value): "\(value)"
            case .large(let value): "\(value)"
            case .real(let value): short(value)
            }
        }
    }

    package let name: String
    package let dtype: String
    package let shape: [Int]
    /// Nil, like the next two, when there is no finite number.
    package let min: Value?
    package let max: Value?
    package let mean: Double?
    package let nan: Int
    package let infinite: Int

    package init(_ name: String, _ tensor: Tensor) {
        self.name = name
        dtype = tensor.dtype.name
        shape = Array(tensor.shape)
        if tensor.dtype.isFloatingPoint {
            let numbers = tensor.toArray(as: Double.self)
            let finite = numbers.filter(\.isFinite)
            (min, max) = (finite.min().map(Value.real), finite.max().map(Value.real))
            mean = Self.mean(finite)
            nan = numbers.count { $0.isNaN }
            infinite = numbers.count - finite.count - nan
        } else {
            (nan, infinite) = (0, 0)
            mean = Self.mean(tensor.toArray(as: Double.self))
            if tensor.dtype == .uint64 {
                let numbers = tensor.toArray(as: UInt64.self)
                (min, max) = (numbers.min().map(Value.large), numbers.max().map(Value.large))
            } else {
                let numbers = tensor.toArray(as: Int64.self)
                (min, max) = (numbers.min().map(Value.integer), numbers.max().map(Value.integer))
            }
        }
    }

    /// A running mean, since a sum of large numbers may be infinite.
    private static func mean(_ numbers: [Double]) -> Double? {
        guard !numbers.isEmpty else { return nil }
        var mean = 0.0
        for (index, number) in numbers.enumerated() {
            let count = Double(index + 1)
            mean += number / count - mean / count
        }
        return mean
    }
}
