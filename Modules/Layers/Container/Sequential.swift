import Synchronization

/// Layers one after the other.
///
/// Parameters are named by position: `0.weight`, `2.bias`.
public final class Sequential: Layer, ModuleContainer, @unchecked Sendable {
    // `@unchecked`: the list is locked; sharing a model between tasks asks the same of the layers
    // in it, which those of this package fulfil.

    private struct List: @unchecked Sendable {
        var layers: [any Layer] { didSet { endings = Self.endings(layers) } }
        /// What a layer may end in, at its position.
        private(set) var endings: [Ending?]

        init(_ layers: [any Layer]) {
            self.layers = layers
            endings = Self.endings(layers)
        }

        private static func endings(_ layers: [any Layer]) -> [Ending?] {
            zip(layers, layers.dropFirst()).map { layer, next in
                guard let linear = layer as? Linear else { return nil }
                return (next as? any ElementwiseLayer).map { Ending(linear: linear, next: $0) }
            }
        }

        /// The output where no layer's call is recorded or has hooks.
        func infer(_ input: Tensor) throws -> Tensor {
            var x = input
            var position = 0
            while position < layers.count {
                let ending = position < endings.count ? endings[position] : nil
                if let y = try Self.naming(position, { try ending?.output(x) }) {
                    x = y
                    position += 2
                } else {
                    x = try Self.naming(position) { try layers[position](x) }
                    position += 1
                }
            }
            return x
        }

        /// What `body` computes; an error tells the position.
        static func naming<Result>(
            _ position: Int, _ body: () throws -> Result
        ) throws -> Result {
            do { return try body() } catch let error as TensorError {
                throw error.passing(through: "[\(position)]")
            }
        }
    }

    /// A layer and the next one, which can be computed at once.
    private struct Ending {
        let linear: Linear
        let next: any ElementwiseLayer

        /// nil where each is to be called.
        func output(_ input: Tensor) throws -> Tensor? {
            guard let bias = linear.bias?.value else { return nil }
            do {
                return try input.linear(weight: linear.weight, bias: bias, endingIn: next.function)
            } catch { throw error.passing(through: Linear.layerName) }
        }
    }

    private let list: Mutex<List>

    /// The layers, in order.
    public var layers: [any Layer] { list.withLock { $0 }.layers }

    /// Layers in order: `Sequential(Linear(4, 8), ReLU())`.
    public convenience init(_ layers: any Layer...) { self.init(layers) }

    /// Layers in order.
    public init(_ layers: [any Layer]) { list = Mutex(List(layers)) }

    /// Layers in order, those of `if` and `for` among them:
    /// ```swift
    /// let drops = true
    /// let model = try Sequential {
    ///     try Linear(4, 8)
    ///     for _ in 0..<3 {
    ///         try Linear(8, 8)
    ///         ReLU()
    ///     }
    ///     if drops { try Dropout(0.2) }
    ///     try Linear(8, 1)
    /// }
    /// ```
    public convenience init(@SequentialBuilder _ layers: () throws -> [any Layer]) rethrows {
        self.init(try layers())
    }

    /// Adds a layer at the end.
    ///
    /// - Returns: This model.
    @discardableResult
    public func append(_ layer: any Layer) -> Self {
        let addition = List([layer])
        list.withLock { $0.layers += addition.layers }
        return self
    }

    public var containedModules: [(name: String, module: any Module)] {
        layers.enumerated().map { (name: String($0.offset), module: $0.element) }
    }

    /// The layer at a position; negative ones count from the end.
    ///
    /// - Throws: ``TensorError`` when there is none.
    public subscript(position: Int) -> any Layer {
        get throws(TensorError) {
            let layers = layers
            let index = position < 0 ? position + layers.count : position
            guard layers.indices.contains(index) else {
                throw TensorError(
                    .index, "Sequential",
                    expected: "a position from \(-layers.count) to \(layers.count - 1)",
                    got: "\(position)")
            }
            return layers[index]
        }
    }

    /// The number of layers.
    public var count: Int { layers.count }

    public func forward(_ input: Tensor) throws -> Tensor {
        let list = list.withLock { $0 }
        if !isGradEnabled, !ModuleHooks.arePresent { return try list.infer(input) }
        var x = input
        for (position, layer) in list.layers.enumerated() {
            x = try List.naming(position) { try layer(x) }
        }
        return x
    }
}
