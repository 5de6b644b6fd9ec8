import TensorCore

/// What a comparison with PyTorch found: the worst deviations, and what is wrong outright.
package struct Findings: Sendable {
    private var worst: [Key: Deviation] = [:]
    /// What is no matter of rounding: another shape or type, NaN for a number, an error that
    /// should not be or that is missing.
    package private(set) var complaints: [String] = []
    /// How many cases were compared.
    package internal(set) var cases = 0
    /// How many cases PyTorch refuses, as this library does.
    package internal(set) var refusals = 0

    private struct Key: Hashable {
        let dtype: DType
        let quantity: Quantity
    }

    package init() {}

    /// The worst deviation of a quantity in a type, nil when there was nothing to compare.
    package subscript(_ dtype: DType, _ quantity: Quantity) -> Deviation? {
        worst[Key(dtype: dtype, quantity: quantity)]
    }

    package mutating func complain(_ text: String) { complaints.append(text) }

    /// Takes in what another comparison of the same subject found.
    package mutating func merge(_ other: Findings) {
        for (key, deviation) in other.worst {
            worst[key, default: Deviation()].merge(deviation.ulps, deviation.place)
        }
        complaints += other.complaints
        cases += other.cases
        refusals += other.refusals
    }

    /// Compares a tensor with PyTorch's.
    ///
    /// - Parameters:
    ///   - dtype: The type that the case computes in. PyTorch's numbers may be more precise.
    ///   - place: Where the tensor comes from, for messages.
    package mutating func compare(
        _ ours: Tensor?, _ theirs: Tensor, in dtype: DType, _ quantity: Quantity,
        _ measure: Measure, _ place: String
    ) {
        guard let ours else { return complain("\(place) is missing") }
        let isRounded = theirs.dtype == .float64 && ours.dtype == .float32 && dtype != .float64
        guard ours.shape == theirs.shape, ours.dtype == theirs.dtype || isRounded else {
            return complain(
                "\(place): \(ours.dtype) \(ours.shape), PyTorch gives \(theirs.dtype) \(theirs.shape)"
            )
        }
        guard ours.dtype.isFloatingPoint else {
            if ours.toArray(as: Int.self) != theirs.toArray(as: Int.self) {
                complain("\(place): \(ours), PyTorch gives \(theirs)")
            }
            return
        }
        let (a, b) = (ours.toArray(as: Double.self), theirs.toArray(as: Double.self))
        let size = Self.size(b, ours.dtype, measure)
        let key = Key(dtype: ours.dtype, quantity: quantity)
        for index in a.indices {
            let error = ulps(a[index], b[index], ours.dtype, size: size)
            let text = "\(place)[\(index)]: \(a[index]), PyTorch gives \(b[index])"
            if error == .infinity { complain(text) }
            worst[key, default: Deviation()].merge(error, text)
        }
    }

    /// The size that an array's unit is taken at.
    private static func size(_ numbers: [Double], _ dtype: DType, _ measure: Measure) -> Double {
        switch measure {
        case .element: return 0
        case .one: return 1
        case .largest:
            let most = dtype == .float32 ? Double(Float.greatestFiniteMagnitude) : .infinity
            return numbers.map(\.magnitude).filter { $0.isFinite && $0 <= most }.max() ?? 0
        }
    }
}
