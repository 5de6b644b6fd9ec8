import Kernels
import RealModule

/// √(a² + b²) without overflow, elementwise and broadcast; integers give `float32`.
package struct Hypotenuse: ElementwiseBinary, BinaryFunction {
    public static let name = "hypot"
    public static let saves: Saves = [.inputs, .outputs]
    public static let kernel = Kernel<BinaryLoop>(name) {
        $0.isFloatingPoint ? .portable(Hypotenuse.self, $0) : nil
    }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T { T.hypot(a, b) }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { 0 }

    public static func computeType(_ common: DType) -> DType { common.floating }

    public static let gradient = Gradient<Hypotenuse>.rule({ context throws(TensorError) in
        for index in 0...1 {
            try context.propagate(to: index) { () throws(TensorError) in
                let slope = try context.input(index) / context.output()
                return try (context.upstream * slope).sum(to: context.layout(of: index))
            }
        }
    })

    public static var samples: [Sample<Hypotenuse>] {
        get throws {
            // Away from a = √2 b, where the bend of the gradient changes its side: as it does not
            // shrink with the step there as elsewhere, the checker could take it for a kink.
            try Samples.pairs(Hypotenuse.self, 0.5...1).map { label, a, b in
                Sample(label, Hypotenuse(), Pair(a, b + 2))
            }
        }
    }
}

extension Tensor {
    /// √(a² + b²) for this tensor as a, elementwise and without overflow; where both are 0 the
    /// gradient is NaN.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public func hypot(_ b: Tensor) throws(TensorError) -> Tensor {
        try Hypotenuse()(Pair(self, b))
    }
}
