import Synchronization

/// Layers one after the other.
///
/// Parameters are named by position: `0.weight`, `2.bias`.
public final class Sequential: Layer, ModuleContainer, @unchecked Sendable {
    // `@unchecked`: the list is locked; sharing a model between tasks asks the same of the layers
    // in it, which those of this package fulfil.

    private struct List: @unchecked Sendable { var layers: [any Layer] }
    private let list: Mutex<List>

    /// The layers, in order.
    public var layers: [any Layer] { list.withLock { $0 }.layers }

    /// Layers in order: `Sequential(Linear(4, 8), ReLU())`.
    public convenience init(_ layers: any Layer...) { self.init(layers) }

    /// Layers in order.
    public init(_ layers: [any Layer]) { list = Mutex(List(layers: layers)) }

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
        let addition = List(layers: [layer])
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
        var x = input
        for (position, layer) in layers.enumerated() {
            do { x = try layer(x) } catch let error as TensorError {
                throw error.passing(through: "[\(position)]")
            }
        }
        return x
    }
}
