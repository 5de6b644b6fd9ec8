import Kernels
import RealModule

/// −t log p − (1 − t) log(1 − p), elementwise and broadcast, with logarithms that stop at −100.
///
/// The gradient of p, (p − t) / (p (1 − p)), is divided by at least 1e-12, as in PyTorch.
package struct BinaryCrossEntropy: ElementwiseBinary, BinaryFunction {
    public static let name = "binaryCrossEntropy"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) {
        $0.isFloatingPoint ? .portable(BinaryCrossEntropy.self, $0) : nil
    }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T {
        // Not log(1 − p), which has lost the digits of a small p.
        (b - 1) * bounded(T.log(onePlus: -a)) - b * bounded(T.log(a))
    }

    private static func bounded<T: Real>(_ x: T) -> T { x < -100 ? -100 : x }

    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { 0 }

    public static func computeType(_ common: DType) -> DType { common.floating }

    public static let gradient = Gradient<BinaryCrossEntropy>.rule({ context throws(TensorError) in
        let (p, t) = (context.input(0), context.input(1))
        try context.propagate(to: 0) { () throws(TensorError) in
            let slope = try (p - t) / (p * (1 - p)).clamp(min: 1e-12)
            return try (context.upstream * slope).sum(to: context.layout(of: 0))
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            let slope = try (1 - p).log().clamp(min: -100) - p.log().clamp(min: -100)
            return try (context.upstream * slope).sum(to: context.layout(of: 1))
        }
    })

    public static var samples: [Sample<BinaryCrossEntropy>] {
        get throws { try Samples.pairs(BinaryCrossEntropy(), 0.1...0.9) }
    }
}
