/// Names and tensors, in order: what a model or optimizer saves and loads.
public struct StateDictionary: Sendable {
    /// One entry.
    public typealias Element = (name: String, tensor: Tensor)

    private var elements: [Element] = []
    private var positions: [String: Int] = [:]

    /// Why the dictionary is not whole, thrown when it is written or loaded: a module in it has
    /// parameters where they cannot be found.
    package var problem: (any Error)?

    /// An empty dictionary.
    public init() {}

    /// The names, in order.
    public var keys: [String] { elements.map(\.name) }

    /// The tensor of a name; a new name goes to the end, nil removes one.
    public subscript(name: String) -> Tensor? {
        get { positions[name].map { elements[$0].tensor } }
        set {
            switch (positions[name], newValue) {
            case (let position?, let tensor?): elements[position].tensor = tensor
            case (nil, let tensor?):
                positions[name] = elements.count
                elements.append((name, tensor))
            case (let position?, nil):
                elements.remove(at: position)
                positions = [:]
                for (position, element) in elements.enumerated() {
                    positions[element.name] = position
                }
            case (nil, nil): break
            }
        }
    }
}

extension StateDictionary: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { elements.count }
    public subscript(position: Int) -> Element { elements[position] }
}

extension StateDictionary: ExpressibleByDictionaryLiteral {
    /// Names and tensors written out; of a name given twice the last counts.
    public init(dictionaryLiteral elements: (String, Tensor)...) {
        for (name, tensor) in elements { self[name] = tensor }
    }
}
