import Synchronization

/// Modules in a list that is a module itself, named `0`, `1`, … in it.
///
/// ```swift
/// final class Residual: Layer {
///     let blocks: ModuleList<any Layer>
///     init() throws { blocks = ModuleList(try (0..<4).map { _ in try Linear(8, 8) }) }
///     func forward(_ x: Tensor) throws -> Tensor {
///         try blocks.reduce(x) { try $0 + $1($0).relu() }
///     }
/// }
/// ```
/// A plain array of modules in a property goes by the same names; this one can be trained, saved
/// and passed on as a whole, and grows by reference.
public final class ModuleList<Element>: ModuleContainer, Sequence, @unchecked Sendable {
    // `@unchecked`: the list is locked; sharing it between tasks asks the same of its elements.

    private struct List: @unchecked Sendable { var elements: [Element] }
    private let list: Mutex<List>

    private init(elements: [Element]) { list = Mutex(List(elements: elements)) }

    /// A list of modules of one type.
    public convenience init(_ modules: [Element] = []) where Element: Module {
        self.init(elements: modules)
    }

    /// A list of layers.
    public convenience init(_ layers: [any Layer] = []) where Element == any Layer {
        self.init(elements: layers)
    }

    /// A list of modules.
    public convenience init(_ modules: [any Module] = []) where Element == any Module {
        self.init(elements: modules)
    }

    /// The modules, in order.
    public var elements: [Element] { list.withLock { $0 }.elements }

    /// The number of modules.
    public var count: Int { elements.count }

    /// Adds a module at the end.
    ///
    /// - Returns: This list.
    @discardableResult
    public func append(_ module: Element) -> Self {
        let addition = List(elements: [module])
        list.withLock { $0.elements += addition.elements }
        return self
    }

    /// The module at a position; negative ones count from the end.
    ///
    /// - Throws: ``TensorError`` when there is none.
    public subscript(position: Int) -> Element {
        get throws(TensorError) {
            let elements = elements
            let index = position < 0 ? position + elements.count : position
            guard elements.indices.contains(index) else {
                throw TensorError(
                    .index, "ModuleList",
                    expected: "a position from \(-elements.count) to \(elements.count - 1)",
                    got: "\(position)")
            }
            return elements[index]
        }
    }

    public func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }

    public var containedModules: [(name: String, module: any Module)] {
        // Its initialisers take modules only.
        elements.enumerated().compactMap { position, element in
            (element as? any Module).map { (name: String(position), module: $0) }
        }
    }
}
