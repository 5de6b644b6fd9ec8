import Autograd

extension FunctionReference {
    static let activations: [FunctionReference] = [
        .function("celu") { inputs, options in
            [try inputs[0].celu(alpha: options.number("alpha"))]
        },
        .unary(ELU.self) {
            ELU(
                alpha: try $0.number("alpha", or: 1), scale: try $0.number("scale", or: 1),
                inputScale: try $0.number("input_scale", or: 1))
        },
        .unary(GELU.self) { _ in GELU() },
        .unary(GELUTanh.self) { _ in GELUTanh() },
        .function("glu") { inputs, options in
            [try inputs[0].glu(dim: options.integer("dim", or: -1))]
        },
        .unary(Hardshrink.self) { Hardshrink(lambd: try $0.number("lambd")) },
        .unary(Hardsigmoid.self) { _ in Hardsigmoid() },
        .unary(Hardswish.self) { _ in Hardswish() },
        .function("hardtanh") { inputs, options in
            [
                try inputs[0].hardtanh(
                    minVal: options.number("min_val"), maxVal: options.number("max_val"))
            ]
        },
        .unary(LeakyReLU.self) { LeakyReLU(try $0.number("negative_slope")) },
        .unary(LogSigmoid.self) { _ in LogSigmoid() },
        .unary(LogSoftmax.self) { LogSoftmax(dim: try $0.integer("dim")) },
        .unary(Mish.self) { _ in Mish() },
        .function("prelu") { inputs, _ in [try inputs[0].prelu(weight: inputs[1])] },
        .unary(ReLU.self) { _ in ReLU() },
        .function("relu6") { inputs, _ in [inputs[0].relu6()] },
        .function("rrelu") { inputs, options in
            [
                try inputs[0].rrelu(
                    lower: options.number("lower"), upper: options.number("upper"),
                    training: options.flag("training"))
            ]
        },
        .function("selu") { inputs, _ in [inputs[0].selu()] },
        .unary(SiLU.self) { _ in SiLU() },
        .unary(Sigmoid.self) { _ in Sigmoid() },
        .unary(Softmax.self) { Softmax(dim: try $0.integer("dim")) },
        .unary(Softplus.self) {
            Softplus(
                beta: try $0.number("beta", or: 1), threshold: try $0.number("threshold", or: 20))
        },
        .function("softshrink") { inputs, options in
            [try inputs[0].softshrink(lambd: options.number("lambd"))]
        },
        .function("softsign") { inputs, _ in [inputs[0].softsign()] },
        .unary(Tanh.self) { _ in Tanh() },
        .function("tanhshrink") { inputs, _ in [inputs[0].tanhshrink()] },
        .unary(Threshold.self) {
            Threshold(try $0.number("threshold"), value: try $0.number("value"))
        },
    ]
}
