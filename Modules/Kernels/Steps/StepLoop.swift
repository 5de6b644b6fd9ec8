public import RealModule

/// A kernel for one step of an optimizer on one parameter, in one pass over its memory.
public struct StepLoop: Sendable {
    /// The tensors that an optimizer keeps for a parameter; what it does not keep is nil.
    public typealias State = (
        UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
    )

    /// Parameter and state, changed in place; gradient; number of elements; options, whose meaning
    /// each optimizer documents.
    public typealias Run =
        @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, State, Int, UnsafePointer<Double>) ->
        Void

    /// Takes a step.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// The reference loop of a rule; nil for types that are not floating-point.
    @inlinable
    public static func portable<Rule: StepRule>(_: Rule.Type, _ dtype: DType) -> StepLoop? {
        switch dtype {
        case .float32: portable(Rule.self, Float.self)
        case .float64: portable(Rule.self, Double.self)
        default: nil
        }
    }

    @inlinable
    static func portable<Rule: StepRule, T: Real & BinaryFloatingPoint & Sendable>(
        _: Rule.Type, _: T.Type
    ) -> StepLoop {
        StepLoop { parameter, gradient, state, count, options in
            // The caller's parameter, gradient and states have `count` elements of T each.
            let parameter = parameter.assumingMemoryBound(to: T.self)
            let gradient = gradient.assumingMemoryBound(to: T.self)
            let first = state.0?.assumingMemoryBound(to: T.self)
            let second = state.1?.assumingMemoryBound(to: T.self)
            let third = state.2?.assumingMemoryBound(to: T.self)
            let rule = Rule(options)
            for i in 0..<count {
                var slots = (first?[i] ?? 0, second?[i] ?? 0, third?[i] ?? 0)
                parameter[i] = rule.step(parameter[i], gradient[i], &slots)
                first?[i] = slots.0
                second?[i] = slots.1
                third?[i] = slots.2
            }
        }
    }

    /// Elements that one block works on.
    private static let grain = 16_384

    /// Takes a step on contiguous views of equal size, in parallel where that pays.
    public func callAsFunction(
        _ parameter: ArrayView, _ gradient: ArrayView,
        _ state: (ArrayView?, ArrayView?, ArrayView?),
        _ options: [Double]
    ) {
        if parameter.count <= StepLoop.grain {
            return options.withUnsafeBufferPointer { options in
                // Options are never empty.
                run(
                    parameter.pointer, gradient.pointer,
                    (state.0?.pointer, state.1?.pointer, state.2?.pointer), parameter.count,
                    options.baseAddress.unsafelyUnwrapped)
            }
        }
        Elementwise.parallelRanges(parameter.count, grain: StepLoop.grain) { range in
            let start = range.lowerBound
            options.withUnsafeBufferPointer { options in
                // Options are never empty.
                run(
                    parameter.advanced(by: start), gradient.advanced(by: start),
                    (
                        state.0?.advanced(by: start), state.1?.advanced(by: start),
                        state.2?.advanced(by: start)
                    ), range.count, options.baseAddress.unsafelyUnwrapped)
            }
        }
    }
}

/// One optimizer's arithmetic on one number, for the portable loops.
public protocol StepRule: SendableMetatype {
    /// Reads the options.
    init(_ options: UnsafePointer<Double>)
    /// The number after a step, given its gradient; the state changes in place.
    func step<T: Real & BinaryFloatingPoint>(_ x: T, _ gradient: T, _ state: inout (T, T, T)) -> T
}
