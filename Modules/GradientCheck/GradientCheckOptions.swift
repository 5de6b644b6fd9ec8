public import Kernels
import RealModule

/// How gradients are compared with difference quotients.
///
/// Steps and tolerances follow from the element type's ulp ε, the distance of 1 to the next number:
/// a central difference with step h errs by about h² (truncation) and ε/h (rounding), which is
/// least, ε^⅔, at h = ε^⅓; with four points the errors are h⁴ and ε/h, least at h = ε^⅕.
///
/// | | step, two points | four points | relative tolerance | absolute tolerance |
/// |---|---|---|---|---|
/// | | ε^⅓ | ε^⅕ | ε^⅜ | ε^½ |
/// | float64 | 6.1e-6 | 7.4e-4 | 1.4e-6 | 1.5e-8 |
/// | float32 | 4.9e-3 | 4.1e-2 | 2.5e-3 | 3.5e-4 |
///
/// Source: Press, Teukolsky, Vetterling, Flannery 2007, "Numerical Recipes", section 5.7.
public struct GradientCheckOptions: Sendable {
    /// The points that a derivative is made of.
    public enum Stencil: Sendable {
        /// x ± h.
        case twoPoint
        /// x ± h and x ± 2h: fewer digits are lost, at twice the cost. Where a function bends so
        /// much that these do not agree, x ± h/2, x ± h/4, … are taken too, until they do.
        case fourPoint
    }

    /// How much of the Jacobian is compared.
    public enum Mode: Sendable {
        /// Every entry: two calls for each input element, a backward pass for each output element.
        case full
        /// For each input one number, vᵀ J u with directions u and v that look random: two calls and
        /// one backward pass, however large the input is. A wrong rule shows unless its error is at
        /// right angles to both.
        case projected
    }

    /// What happens at points where the slopes on both sides differ.
    public enum KinkPolicy: Sendable {
        /// They are reported, and the gradient there is not judged.
        case skip
        /// They are failures.
        case fail
    }

    /// The type to compute in: `float64`, or `float32` with wider steps and tolerances. Inputs
    /// are converted to it.
    public var dtype: DType
    /// The points that a derivative is made of.
    public var stencil: Stencil
    /// What happens at points where the slopes on both sides differ.
    public var kinks: KinkPolicy
    /// The difference allowed in relation to the larger of both values; nil follows from `dtype`.
    public var relativeTolerance: Double?
    /// The difference allowed in relation to the function's values; nil follows from `dtype`.
    public var absoluteTolerance: Double?
    /// How much of the Jacobian is compared.
    public var mode: Mode
    /// Moves upstream gradients and directions.
    public var seed: Int
    /// How many of the worst elements a report lists.
    public var listed: Int

    /// Options; those not given have their defaults.
    public init(
        dtype: DType = .float64, stencil: Stencil = .twoPoint, kinks: KinkPolicy = .skip,
        relativeTolerance: Double? = nil, absoluteTolerance: Double? = nil, mode: Mode = .full,
        seed: Int = 0, listed: Int = 5
    ) {
        self.dtype = dtype
        self.stencil = stencil
        self.kinks = kinks
        self.relativeTolerance = relativeTolerance
        self.absoluteTolerance = absoluteTolerance
        self.mode = mode
        self.seed = seed
        self.listed = listed
    }

    /// ε, the distance of 1 to the next number.
    var ulp: Double { dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne }

    /// The step at x, in relation to max(1, |x|).
    var relativeStep: Double {
        stencil == .twoPoint ? Double.root(ulp, 3) : Double.root(ulp, 5)
    }

    var relative: Double { relativeTolerance ?? Double.pow(ulp, 0.375) }
    var absolute: Double { absoluteTolerance ?? ulp.squareRoot() }

    /// What a gradient may hold of terms near 1 that cancel inside a function.
    var cancellation: Double { 4096 * ulp }

    /// - Throws: `TensorError` unless the type is one that gradients can be checked in.
    func validate(_ operation: String) throws(TensorError) {
        guard dtype == .float64 || dtype == .float32 else {
            throw TensorError(
                .dtype, operation, expected: "float64 or float32 to compute in", got: "\(dtype)")
        }
    }
}
