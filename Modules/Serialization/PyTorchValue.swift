public import TensorCore

/// What `torch.save` saved: tensors, and the plain objects of Python around them.
///
/// ```swift
/// let checkpoint = try PyTorchFile.value(of: "checkpoint.pt")
/// let epoch = checkpoint["epoch"]?.integer
/// ```
public enum PyTorchValue: Sendable {
    /// Python's `None`.
    case none
    /// A truth value.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// A number with a fraction.
    case real(Double)
    /// Text; `torch.dtype` and `torch.device` are text here, too.
    case text(String)
    /// A tensor or parameter.
    case tensor(Tensor)
    /// A list, tuple, set or `torch.Size`.
    case list([PyTorchValue])
    /// A dictionary, in its order; whole numbers as keys are spelled out.
    case dictionary([(key: String, value: PyTorchValue)])

    /// The value of a key in a dictionary, or nil.
    public subscript(key: String) -> PyTorchValue? {
        guard case .dictionary(let items) = self else { return nil }
        return items.first { $0.key == key }?.value
    }

    /// The value at a position of a list, or nil.
    public subscript(position: Int) -> PyTorchValue? {
        guard case .list(let items) = self, items.indices.contains(position) else { return nil }
        return items[position]
    }

    /// The whole number, or nil if it is something else.
    public var integer: Int? {
        if case .integer(let integer) = self { integer } else { nil }
    }

    /// The number, whole or not, or nil if it is something else.
    public var real: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        default: nil
        }
    }

    /// The text, or nil if it is something else.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The tensor, or nil if it is something else.
    public var tensor: Tensor? {
        if case .tensor(let tensor) = self { tensor } else { nil }
    }
}

/// Turns what a pickle made into values.
struct PyTorchValueBuilder {
    let heap: PickleHeap
    /// For each tensor of the heap what was read.
    let tensors: [Tensor]
    let limits: ReadLimits
    let site: ErrorSite
    private var visitCount = 0

    init(heap: PickleHeap, tensors: [Tensor], limits: ReadLimits, site: ErrorSite) {
        self.heap = heap
        self.tensors = tensors
        self.limits = limits
        self.site = site
    }

    mutating func value(of object: PickleObject, depth: Int = 0) throws -> PyTorchValue {
        visitCount += 1
        try PyTorchNames.check(depth: depth, visitCount: visitCount, limits: limits, site: site)
        switch object {
        case .none: return .none
        case .bool(let bool): return .bool(bool)
        case .integer(let integer): return .integer(integer)
        case .real(let real): return .real(real)
        case .text(let text): return .text(text)
        case .tensor(let tensor): return .tensor(tensors[tensor])
        case .tuple(let place), .list(let place):
            return .list(try heap.containers[place].map { try value(of: $0, depth: depth + 1) })
        case .dictionary(let place):
            let items = try PyTorchNames.items(
                heap.containers[place], limits: limits, site: site)
            return .dictionary(
                try items.map { ($0.key, try value(of: $0.value, depth: depth + 1)) })
        case .global(.dtype(let dtype)): return .text("torch.\(dtype)")
        case .global, .storage:
            throw site.error(
                .unsupported, expected: "tensors, numbers, text, lists and dictionaries",
                got: object.kind)
        }
    }
}
