import Kernels

/// Elements set to 0 with a probability, the others scaled by 1/(1 − p) so that the mean stays.
///
/// The mask is a function of the generator's state, which the operation carries: calling it again
/// gives the same result.
///
/// Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014, "Dropout".
package struct Dropout: Operation {
    public static let name = "dropout"
    public typealias Saved = Tensor

    /// The probability of being set to 0.
    public let probability: Double
    /// Where in the random sequence the mask begins.
    public let state: Generator.State

    public init(_ probability: Double, _ state: Generator.State) {
        self.probability = probability
        self.state = state
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        try Self.validate(x, probability)
        return TensorSpec(x.shape, x.dtype)
    }

    /// Throws unless elements like these can be set to 0 with this probability.
    fileprivate static func validate(_ x: Tensor, _ probability: Double) throws(TensorError) {
        guard probability >= 0, probability <= 1 else {
            throw TensorError(
                .value, name, expected: "a probability from 0 to 1", got: "\(probability)")
        }
        guard x.dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, name, expected: "floating-point elements", got: "\(x.dtype)", inputs: [x])
        }
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving saved: inout Tensor?
    ) throws(TensorError) -> Tensor {
        let source = try x.compact(operation: Self.name)
        let result = try Tensor.empty(spec.shape, spec.dtype, operation: Self.name)
        let mask = try Tensor.empty(spec.shape, .uint8, operation: Self.name)
        guard let loop = DropoutLoop.kernel(spec.dtype) else {
            preconditionFailure("\(Self.name): no kernel for \(spec.dtype)")
        }
        loop(
            result.body.view, mask: mask.body.view, source.body.view, seed: state.seed,
            offset: state.offset, probability: probability)
        saved = mask
        return withExtendedLifetime(source) { result }
    }

    public static let gradient = Gradient<Dropout>.rule({ context throws(TensorError) in
        let probability = context.operation.probability
        try context.propagate { () throws(TensorError) in
            try context.upstream * context.saved * (probability < 1 ? 1 / (1 - probability) : 0)
        }
    })

    public static var samples: [Sample<Dropout>] {
        get throws {
            let x = try Samples.values([4, 5], in: -2...2)
            return [0, 0.3, 1].map {
                Sample("p \($0)", Dropout($0, Generator.State(seed: 3, offset: 1)), x)
            }
        }
    }
}

extension Tensor {
    /// Elements set to 0 with probability `p`, the others scaled by 1/(1 − p).
    ///
    /// - Parameter generator: Where the mask comes from.
    /// - Throws: ``TensorError`` when `p` lies outside 0...1 or the elements are integers.
    public func dropout(
        p: Double = 0.5, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        // What is refused draws nothing.
        try Dropout.validate(self, p)
        return try Dropout(p, generator.draw(blocks: (count + 3) / 4))(self)
    }
}
