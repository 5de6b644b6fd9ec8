import Kernels
import RealModule

/// The angle in −π…π of the point (x, y), for (y, x), elementwise and broadcast; at the origin it is
/// 0 (or ±π, by the signs of the zeros), with gradient 0. Integers give `float32`.
package struct Atan2: ElementwiseBinary, BinaryFunction {
    public static let name = "atan2"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) {
        $0.isFloatingPoint ? .portable(Atan2.self, $0) : nil
    }

    public init() {}

    public static func value<T: Real>(_ y: T, _ x: T) -> T { T.atan2(y: y, x: x) }
    public static func value<T: FixedWidthInteger>(integer y: T, _ x: T) -> T { 0 }

    public static func computeType(_ common: DType) -> DType { common.floating }

    // d/dy = x / (x² + y²) and d/dx = −y / (x² + y²).
    public static let gradient = Gradient<Atan2>.rule({ context throws(TensorError) in
        let (y, x) = (context.input(0), context.input(1))
        let square = try x.square() + y.square()
        // At the origin the numerators are 0, and so is the gradient.
        let divisor = try `where`(square.detach() .== 0, square.scalar(1), square)
        let share = try context.upstream / divisor
        try context.propagate(to: 0) { () throws(TensorError) in
            try (share * x).sum(to: context.layout(of: 0))
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            try -(share * y).sum(to: context.layout(of: 1))
        }
    })

    public static var samples: [Sample<Atan2>] {
        get throws { try Samples.pairs(Atan2(), 0.5...2.5) }
    }
}

extension Tensor {
    /// The angle in −π…π, in radians, of the point whose ordinate this is, elementwise.
    ///
    /// - Parameter x: The abscissa.
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public func atan2(_ x: Tensor) throws(TensorError) -> Tensor { try Atan2()(Pair(self, x)) }
}
