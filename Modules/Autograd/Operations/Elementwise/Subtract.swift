import Kernels
import RealModule

/// a − b, elementwise and broadcast; not for two `bool` tensors.
package struct Subtract: ElementwiseBinary, BinaryFunction {
    public static let name = "subtract"
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(Subtract.self, $0) }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T { a - b }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { a &- b }

    public static func resultType(_ common: DType) throws(TensorError) -> DType {
        guard common != .bool else {
            throw TensorError(
                .dtype, name, expected: "numbers", got: "two bool tensors",
                hint: "Use .!= for exclusive or.")
        }
        return common
    }

    public static let gradient = Gradient<Subtract>.rule({ context throws(TensorError) in
        try context.propagate(to: 0) { () throws(TensorError) in
            try context.upstream.sum(to: context.layout(of: 0))
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            try -context.upstream.sum(to: context.layout(of: 1))
        }
    })

    public static var samples: [Sample<Subtract>] {
        get throws { try Samples.pairs(Subtract(), -2...2) }
    }
}

extension Tensor {
    /// a − b, elementwise; shapes broadcast, types are promoted.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast, or both are `bool`.
    public static func - (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try Subtract()(Pair(a, b))
    }

    /// a − b for a number b; `bool` elements count as integers.
    public static func - (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in
            let a = try a.numeric()
            return try a - a.scalar(b)
        }
    }

    /// a − b for a number a; `bool` elements count as integers.
    public static func - (a: some TensorScalar, b: Tensor) -> Tensor {
        unfailing { () throws(TensorError) in
            let b = try b.numeric()
            return try b.scalar(a) - b
        }
    }

    /// Subtracts in place, without a new allocation when nobody else holds the tensor's memory.
    ///
    /// - Throws: ``TensorError`` when b does not broadcast to a's shape or type.
    public static func -= (a: inout Tensor, b: Tensor) throws(TensorError) {
        try a.update(Subtract(), b)
    }

    /// Subtracts a number in place.
    ///
    /// - Throws: ``TensorError`` when the number does not fit the tensor's type.
    public static func -= (a: inout Tensor, b: some TensorScalar) throws(TensorError) {
        try a.update(Subtract(), a.scalar(b))
    }

    /// This tensor, with `bool` elements as 0 and 1 of `int64`.
    func numeric() throws(TensorError) -> Tensor { dtype == .bool ? try to(dtype: .int64) : self }
}
