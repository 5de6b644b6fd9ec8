import Kernels
import RealModule

/// scale · x above 0, scale · α (e^(inputScale · x) − 1) below; the gradient at 0 is the lower one.
///
/// ELU has both scales 1, SELU constants of its own, CELU inputScale = 1/α.
///
/// Source: Clevert, Unterthiner and Hochreiter 2016, "Fast and accurate deep network learning by
/// exponential linear units (ELUs)", equation 15.
package struct ELU: ElementwiseUnary {
    public static let name = "elu"
    public static let saves = Saves.inputs
    public static let kernels = ElementwiseKernels(ELU.self)

    /// What is reached far below 0, with its sign turned and before scaling.
    public let alpha: Double
    /// What all is multiplied by.
    public let scale: Double
    /// What x is multiplied by below 0.
    public let inputScale: Double

    public init(alpha: Double = 1, scale: Double = 1, inputScale: Double = 1) {
        self.alpha = alpha
        self.scale = scale
        self.inputScale = inputScale
    }

    public var parameters: SIMD4<Double> { [alpha * scale, scale, inputScale, 0] }

    public static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T {
        // Not eˣ − 1, which has lost its digits near 0.
        x > 0 ? x * number(p[1]) : T.expMinusOne(x * number(p[2])) * number(p[0])
    }

    public static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T {
        x > 0 ? g * number(p[1]) : g * T.exp(x * number(p[2])) * number(p[0] * p[2])
    }

    public static func derivative(_ context: GradientContext<ELU>) throws(TensorError) -> Tensor {
        let (x, upstream, p) = (context.input(), context.upstream, context.operation.parameters)
        // Not of what is above 0: infinity there would give NaN in higher derivatives.
        let below = try (x.clamp(max: 0) * p[2]).exp() * (p[0] * p[2])
        return try `where`(x.detach() .> 0, upstream * p[1], upstream * below)
    }

    public static var samples: [Sample<ELU>] {
        get throws {
            try Samples.each(ELU(), in: -2...2, avoiding: [0])
                + Samples.each(
                    ELU(alpha: 0.7, scale: 1.5, inputScale: 1.25), in: -2...2, avoiding: [0])
        }
    }
}

extension Tensor {
    /// x above 0 and α (eˣ − 1) below, of each element.
    public func elu(alpha: Double = 1) -> Tensor {
        unfailing { () throws(TensorError) in try ELU(alpha: alpha)(self) }
    }

    /// λ x above 0 and λ α (eˣ − 1) below, of each element; α ≈ 1.6733 and λ ≈ 1.0507 keep mean 0
    /// and variance 1 from layer to layer.
    ///
    /// Source: Klambauer, Unterthiner, Mayr and Hochreiter 2017, "Self-normalizing neural networks",
    /// equation 14.
    public func selu() -> Tensor {
        let operation = ELU(alpha: 1.673_263_242_354_377_2, scale: 1.050_700_987_355_480_5)
        return unfailing { () throws(TensorError) in try operation(self) }
    }

    /// x above 0 and α (e^(x/α) − 1) below, of each element: an ELU without a kink for any α.
    ///
    /// - Throws: ``TensorError`` when α is 0.
    ///
    /// Source: Barron 2017, "Continuously differentiable exponential linear units", equation 2.
    public func celu(alpha: Double = 1) throws(TensorError) -> Tensor {
        guard alpha != 0 else {
            throw TensorError(.value, "celu", expected: "an alpha other than 0", got: "0")
        }
        return try ELU(alpha: alpha, inputScale: 1 / alpha)(self)
    }
}
