import GradientCheck
import Layers
import Testing

extension Tensor {
    /// The elements in C order.
    var values: [Double] { toArray(as: Double.self) }
}

/// A constant of float64 unless said otherwise.
func constant(
    _ values: [Double], _ shape: Shape? = nil, _ dtype: DType = .float64
) throws -> Tensor {
    try Tensor(values, shape: shape ?? [values.count]).to(dtype: dtype)
}

/// Repeatable numbers that look random, in float64.
func sample(_ shape: Shape, seed: Int = 0) throws -> Tensor {
    try Samples.values(shape, in: -2...2, avoiding: [0], seed: seed)
}

/// The error that `body` throws, as text; empty when it throws none.
func errorText(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
}

/// Whether numbers are equal within `tolerance` in relation to the larger, or absolutely near 0.
func near(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-12) -> Bool {
    a.count == b.count
        && zip(a, b).allSatisfy { x, y in
            x == y || (x - y).magnitude <= tolerance * max(1, x.magnitude, y.magnitude)
        }
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
func makeDouble<L: Layer>(_ layer: L) throws -> L {
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
