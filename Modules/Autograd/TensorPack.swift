/// A fixed or open number of things of one type: the inputs or outputs of an operation.
public protocol Pack<Element> {
    associatedtype Element
    /// How many there are.
    var arity: Int { get }
    /// The i-th.
    subscript(at index: Int) -> Element { get }
    /// Calls `body` with each in order.
    func visit(_ body: (Element) -> Void)
}

extension Pack {
    public func visit(_ body: (Element) -> Void) {
        for index in 0..<arity { body(self[at: index]) }
    }
}

/// The tensors that an operation takes or gives: one `Tensor`, a ``Pair``, a ``Triple``, or an
/// array.
public protocol TensorPack: Pack<Tensor>, Sendable {
    /// As many descriptions of tensors.
    associatedtype Specs: Pack<TensorSpec> & Sendable
    /// The tensors after `change`.
    func map(_ change: (Tensor) throws(TensorError) -> Tensor) throws(TensorError) -> Self
}

/// Two of a type.
public struct Two<Element> {
    /// The first.
    public var first: Element
    /// The second.
    public var second: Element

    public init(_ first: Element, _ second: Element) {
        self.first = first
        self.second = second
    }
}

/// Three of a type.
public struct Three<Element> {
    /// The first.
    public var first: Element
    /// The second.
    public var second: Element
    /// The third.
    public var third: Element

    public init(_ first: Element, _ second: Element, _ third: Element) {
        self.first = first
        self.second = second
        self.third = third
    }
}

/// Two tensors.
public typealias Pair = Two<Tensor>
/// Three tensors.
public typealias Triple = Three<Tensor>

extension Two: Sendable where Element: Sendable {}
extension Three: Sendable where Element: Sendable {}

extension Two: Pack {
    public var arity: Int { 2 }
    public subscript(at index: Int) -> Element { index == 0 ? first : second }
    // Where they lie: a choice by index counts references.
    @inline(__always)
    public func visit(_ body: (Element) -> Void) {
        body(first)
        body(second)
    }
}

extension Three: Pack {
    public var arity: Int { 3 }
    public subscript(at index: Int) -> Element { index == 0 ? first : index == 1 ? second : third }
    @inline(__always)
    public func visit(_ body: (Element) -> Void) {
        body(first)
        body(second)
        body(third)
    }
}

extension Array: Pack {
    public var arity: Int { count }
    public subscript(at index: Int) -> Element { self[index] }
}

extension Tensor: TensorPack {
    public typealias Specs = TensorSpec
    public var arity: Int { 1 }
    public subscript(at index: Int) -> Tensor { self }
    @inline(__always)
    public func visit(_ body: (Tensor) -> Void) { body(self) }
    public func map(
        _ change: (Tensor) throws(TensorError) -> Tensor
    ) throws(TensorError) -> Tensor { try change(self) }
}

extension Two: TensorPack where Element == Tensor {
    public typealias Specs = Two<TensorSpec>
    public func map(
        _ change: (Tensor) throws(TensorError) -> Tensor
    ) throws(TensorError) -> Self { Two(try change(first), try change(second)) }
}

extension Three: TensorPack where Element == Tensor {
    public typealias Specs = Three<TensorSpec>
    public func map(
        _ change: (Tensor) throws(TensorError) -> Tensor
    ) throws(TensorError) -> Self {
        Three(try change(first), try change(second), try change(third))
    }
}

extension Array: TensorPack where Element == Tensor {
    public typealias Specs = [TensorSpec]
    public func map(
        _ change: (Tensor) throws(TensorError) -> Tensor
    ) throws(TensorError) -> [Tensor] {
        var changed: [Tensor] = []
        changed.reserveCapacity(count)
        for tensor in self { changed.append(try change(tensor)) }
        return changed
    }
}

extension TensorSpec: Pack {
    public var arity: Int { 1 }
    public subscript(at index: Int) -> TensorSpec { self }
}
