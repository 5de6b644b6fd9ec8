import GradientCheck
import Layers
import TestSupport
import Testing

/// Repeatable numbers that look random, in float64.
func sample(_ shape: Shape, seed: Int = 0) throws -> Tensor {
    try Samples.values(shape, in: -2...2, avoiding: [0], seed: seed)
}

/// What a model holds, bit for bit.
func bits(of model: any Module) -> [String: [UInt64]] {
    var bits: [String: [UInt64]] = [:]
    for (name, tensor) in model.stateDict() {
        bits[name] = tensor.values.map(\.bitPattern) + [UInt64(tensor.dtype.rawValue)]
    }
    return bits
}

/// Has all floating-point parameters and buffers in float64.
func makeDouble<M: Module>(_ layer: M) throws -> M {
    for parameter in layer.parameters() {
        parameter.value = try parameter.value.detach().to(dtype: .float64)
    }
    for (_, buffer) in layer.namedBuffers() where buffer.value.dtype.isFloatingPoint {
        buffer.value = try buffer.value.to(dtype: .float64)
    }
    return layer
}

/// Compares a layer's gradients, of its input and all its parameters, with difference quotients.
func checkGradients(of layer: any Layer, at input: Tensor) throws {
    let parameters = Array(layer.parameters())
    var inputs = [input.detach()]
    for (index, parameter) in parameters.enumerated() {
        inputs.append(try sample(parameter.value.shape, seed: index + 1))
    }
    for index in inputs.indices { try inputs[index].requireGrad() }
    try gradcheck(
        { tensors in
            for (parameter, tensor) in zip(parameters, tensors.dropFirst()) {
                parameter.value = tensor
            }
            return try layer(tensors[0])
        }, inputs: inputs)
    for parameter in parameters { parameter.grad = nil }
}

/// Checks a layer's contract, with gradients to second order. (Where GradientCheck is imported,
/// operations that share layers' names are in sight: this keeps that to one file.)
func checkContract<L: ConfigurableLayer>(of _: L.Type) throws {
    try checkLayer(L.self, options: LayerCheckOptions(order: 2))
}
