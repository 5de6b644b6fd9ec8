import Kernels
import RealModule

/// a / b, elementwise and broadcast; integers give `float32`. Division by zero gives ±∞ or NaN.
package struct Divide: ElementwiseBinary, BinaryFunction {
    public static let name = "divide"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) {
        $0.isFloatingPoint ? .portable(Divide.self, $0) : nil
    }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T { a / b }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { 0 }

    public static func computeType(_ common: DType) -> DType { common.floating }

    public static let gradient = Gradient<Divide>.rule({ context throws(TensorError) in
        try context.propagate(to: 0) { () throws(TensorError) in
            try (context.upstream / context.input(1)).sum(to: context.layout(of: 0))
        }
        // d(a / b)/db = −a / b²; dividing twice avoids the overflow of b².
        try context.propagate(to: 1) { () throws(TensorError) in
            let quotient = try context.input(0) / context.input(1)
            let slope = try -(context.upstream * quotient) / context.input(1)
            return try slope.sum(to: context.layout(of: 1))
        }
    })

    public static var samples: [Sample<Divide>] {
        get throws { try Samples.pairs(Divide(), 0.5...2.5) }
    }
}

extension Tensor {
    /// a / b, elementwise; shapes broadcast, types are promoted, integers give `float32`.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public static func / (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try Divide()(Pair(a, b))
    }

    /// a / b for a number b.
    public static func / (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in try a / a.scalar(b, floating: true) }
    }

    /// a / b for a number a.
    public static func / (a: some TensorScalar, b: Tensor) -> Tensor {
        unfailing { () throws(TensorError) in try b.scalar(a, floating: true) / b }
    }

    /// Divides in place, without a new allocation when nobody else holds the tensor's memory.
    ///
    /// - Throws: ``TensorError`` when b does not broadcast to a's shape, or a holds integers.
    public static func /= (a: inout Tensor, b: Tensor) throws(TensorError) {
        try a.update(Divide(), b)
    }

    /// Divides by a number in place.
    ///
    /// - Throws: ``TensorError`` when the tensor holds integers.
    public static func /= (a: inout Tensor, b: some TensorScalar) throws(TensorError) {
        try a.update(Divide(), a.scalar(b, floating: true))
    }
}
