import Kernels
import Layers

/// A layer built for one check, with the generator that everything random in it comes from.
struct LayerProbe {
    let layer: any Layer
    let generator: Generator
    /// Where the generator stood when the layer was built.
    let start: Generator.State
    let input: Tensor

    /// - Parameter dtype: The type of the input, of parameters and of buffers.
    init(_ subject: LayerSubject, seed: UInt64, _ dtype: DType = .float64) throws {
        generator = Generator(seed: seed)
        layer = try subject.make(generator)
        start = generator.state
        input = try Self.converted(subject.input, dtype)
        for parameter in layer.parameters() {
            parameter.value = try Self.converted(parameter.value.detach(), dtype)
        }
        for (_, buffer) in layer.namedBuffers() {
            buffer.value = try Self.converted(buffer.value, dtype)
        }
    }

    private static func converted(_ tensor: Tensor, _ dtype: DType) throws -> Tensor {
        tensor.dtype.isFloatingPoint ? try tensor.to(dtype: dtype) : tensor
    }

    /// The output for the sample's input, with the random numbers of the first call.
    func output() throws -> Tensor {
        generator.state = start
        return try noGrad { try layer(input) }
    }

    /// Whether the layer tells training from evaluation.
    var hasModes: Bool {
        defer { layer.train() }
        return !layer.eval().isInTraining
    }
}
