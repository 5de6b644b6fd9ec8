import TensorCore

/// What a pickle has made.
///
/// Containers are numbers of places in one array and not references: however deep a file nests
/// them, nothing here is as deep, and a container may hold itself.
enum PickleObject {
    case none
    case bool(Bool)
    case integer(Int)
    case real(Double)
    case text(String)
    case tuple(Int)
    case list(Int)
    /// Its items are keys and values in turn.
    case dictionary(Int)
    case global(PickleGlobal)
    case storage(Int)
    case tensor(Int)

    /// What it is, for messages.
    var kind: String {
        switch self {
        case .none: "None"
        case .bool: "a bool"
        case .integer: "an integer"
        case .real: "a float"
        case .text(let text): printable(text)
        case .tuple: "a tuple"
        case .list: "a list"
        case .dictionary: "a dictionary"
        case .global: "a function or type"
        case .storage: "a storage"
        case .tensor: "a tensor"
        }
    }
}

/// All that a pickle has made, and its result.
struct PickleHeap {
    /// The items of tuples, lists and dictionaries.
    var containers: [[PickleObject]] = []
    var storages: [PyTorchStorage] = []
    var tensors: [PyTorchTensor] = []
    /// What the pickle stands for.
    var root = PickleObject.none

    mutating func add(_ items: [PickleObject]) -> Int {
        containers.append(items)
        return containers.count - 1
    }

    /// The whole numbers of a tuple, one for each dimension, or nil.
    func sizes(_ object: PickleObject) -> [Int]? {
        guard case .tuple(let place) = object, containers[place].count <= NPYHeader.maxDimensions
        else { return nil }
        var sizes: [Int] = []
        for item in containers[place] {
            guard case .integer(let size) = item else { return nil }
            sizes.append(size)
        }
        return sizes
    }
}
