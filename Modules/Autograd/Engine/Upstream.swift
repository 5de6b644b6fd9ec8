/// The gradients of a call's outputs; those that nothing came back for are nil.
struct Upstream {
    var first: Tensor?
    private var others: [Int: Tensor]?

    /// Those that came back, in no order.
    var all: [Tensor] { (first.map { [$0] } ?? []) + (others ?? [:]).values }

    subscript(_ index: Int) -> Tensor? {
        get { index == 0 ? first : others?[index] }
        set {
            guard index > 0 else { return first = newValue }
            if others == nil { others = [:] }
            others?[index] = newValue
        }
    }

    /// Takes a gradient out, so that it can be added to in place.
    mutating func take(_ index: Int) -> Tensor? {
        index == 0 ? first.take() : others?.removeValue(forKey: index)
    }

    /// Adds to a gradient; in place when nobody else holds it.
    mutating func add(_ gradient: consuming Tensor, to index: Int) throws(TensorError) {
        guard let old = take(index) else { return self[index] = gradient }
        self[index] = try Self.sum(old, gradient)
    }

    /// The sum of what was there and what came; in place when nobody else holds the former.
    static func sum(_ old: consuming Tensor, _ new: Tensor) throws(TensorError) -> Tensor {
        var sum = old
        try sum += new
        return sum
    }
}
