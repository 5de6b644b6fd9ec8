/// The gradients of a call's outputs; those that nothing came back for are nil.
struct Upstream {
    var first: Tensor?
    var others: [Int: Tensor] = [:]

    /// Those that came back, in no order.
    var all: [Tensor] { (first.map { [$0] } ?? []) + others.values }

    subscript(_ index: Int) -> Tensor? {
        get { index == 0 ? first : others[index] }
        set { if index == 0 { first = newValue } else { others[index] = newValue } }
    }

    /// Takes a gradient out, so that it can be added to in place.
    mutating func take(_ index: Int) -> Tensor? {
        index == 0 ? first.take() : others.removeValue(forKey: index)
    }
}
