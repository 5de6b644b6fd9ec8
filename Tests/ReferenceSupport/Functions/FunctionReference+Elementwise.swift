import Autograd

extension FunctionReference {
    static let elementwise: [FunctionReference] = [
        .unary(Absolute.self) { _ in Absolute() },
        .binary(Add.self) { _ in Add() },
        .function("clamp") { inputs, options in
            [try inputs[0].clamp(min: options.number("min"), max: options.number("max"))]
        },
        .binary(Divide.self) { _ in Divide() },
        .unary(Erf.self) { _ in Erf() },
        .unary(Exp.self) { _ in Exp() },
        .unary(Log.self) { _ in Log() },
        .binary(Maximum.self) { _ in Maximum() },
        .binary(Minimum.self) { _ in Minimum() },
        .binary(Multiply.self) { _ in Multiply() },
        .function("neg") { inputs, _ in [-inputs[0]] },
        .function("pow") { inputs, options in
            // With the option, the exponent is a Swift number.
            guard options.text("exponent") != nil else { return [try inputs[0].pow(inputs[1])] }
            let exponent = try options.number("exponent")
            let isWhole = !inputs[0].dtype.isFloatingPoint
            return [try isWhole ? inputs[0].pow(Int(exponent)) : inputs[0].pow(exponent)]
        },
        .unary(Reciprocal.self) { _ in Reciprocal() },
        .unary(Round.self) { Round(decimals: try $0.integer("decimals")) },
        .unary(Sign.self) { _ in Sign() },
        .function("square") { inputs, _ in [inputs[0].square()] },
        .unary(SquareRoot.self) { _ in SquareRoot() },
        .binary(Subtract.self) { _ in Subtract() },
        .ternary(Where.self) { _ in Where() },
    ]

    static let comparisons: [FunctionReference] = [
        .binary(Equal.self) { _ in Equal() },
        .binary(Greater.self) { _ in Greater() },
        .binary(GreaterOrEqual.self) { _ in GreaterOrEqual() },
        .binary(Less.self) { _ in Less() },
        .binary(LessOrEqual.self) { _ in LessOrEqual() },
        .binary(NotEqual.self) { _ in NotEqual() },
    ]
}
