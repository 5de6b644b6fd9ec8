import Kernels
import RealModule

/// log(eᵃ + eᵇ) without overflow, elementwise and broadcast; integers give `float32`.
package struct LogAddExp: ElementwiseBinary, BinaryFunction {
    public static let name = "logAddExp"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) {
        $0.isFloatingPoint ? .portable(LogAddExp.self, $0) : nil
    }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T { Kernels.logAddExp(a, b) }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { 0 }

    public static func computeType(_ common: DType) -> DType { common.floating }

    // d/da = eᵃ / (eᵃ + eᵇ) = 1 / (1 + e^(b − a)).
    public static let gradient = Gradient<LogAddExp>.rule({ context throws(TensorError) in
        for index in 0...1 {
            try context.propagate(to: index) { () throws(TensorError) in
                let share = try (context.input(index) - context.input(1 - index)).sigmoid()
                return try (context.upstream * share).sum(to: context.layout(of: index))
            }
        }
    })

    public static var samples: [Sample<LogAddExp>] {
        get throws { try Samples.pairs(LogAddExp(), -2...2) }
    }
}

extension Tensor {
    /// log(eᵃ + eᵇ) for this tensor as a, elementwise and without overflow; the sum of two numbers
    /// that are there as logarithms.
    ///
    /// Of equal infinities the value is that infinity, the gradient NaN.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public func logAddExp(_ b: Tensor) throws(TensorError) -> Tensor {
        try LogAddExp()(Pair(self, b))
    }
}
