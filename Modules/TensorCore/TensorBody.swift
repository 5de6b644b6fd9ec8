import Kernels

/// What a tensor refers to: memory, layout and its place in the graph; never changed once shared.
///
/// A small block belongs to a body alone, which saves an object; other bodies that see it hold that
/// one. Since they would hold its graph too, a body with a node never owns a block for others: see
/// ``Tensor/view(_:)``. Larger blocks belong to a ``Storage``.
@usableFromInline package final class TensorBody: @unchecked Sendable {
    /// Who owns the block.
    private enum Owner {
        /// This body, a small one.
        case itself
        /// Another body, a small one.
        case body(TensorBody)
        /// A large one.
        case storage(Storage)
    }

    // `@unchecked`: `node` and `output` are set while the tensor under construction is still
    // unshared; bytes are written only when the body and its memory have one owner.

    /// The element at index zero.
    @usableFromInline package let pointer: UnsafeMutableRawPointer
    /// How the elements lie.
    @usableFromInline package let layout: ArrayLayout
    private var owner: Owner
    // Both are read by every operation and never while they are being written, so the check for
    // overlapping accesses, a call each time, is left out. (That holds within this module only:
    // hence the properties below.)
    @usableFromInline @exclusivity(unchecked) var uncheckedNode: GraphNode?
    @usableFromInline @exclusivity(unchecked) var uncheckedOutput = 0

    /// Where gradients of this tensor go; nil when it is not tracked.
    @inlinable package var node: GraphNode? {
        get { uncheckedNode }
        set { uncheckedNode = newValue }
    }

    /// Which of the node's outputs this is.
    @inlinable package var output: Int {
        get { uncheckedOutput }
        set { uncheckedOutput = newValue }
    }

    /// A new block for the elements of a layout in C order, which have `byteCount` bytes; nil when
    /// there is no memory.
    @inline(__always)
    init?(_ layout: ArrayLayout, byteCount: Int) {
        if byteCount <= Block.smallLimit {
            guard let block = Block.allocate(byteCount: byteCount) else { return nil }
            pointer = block
            owner = .itself
        } else {
            guard let storage = Storage.allocate(byteCount: byteCount) else { return nil }
            pointer = storage.pointer
            owner = .storage(storage)
        }
        self.layout = layout
    }

    /// Sees the memory of `other`, which has no node where it owns a small block.
    private init(_ view: ArrayView, sharing other: TensorBody) {
        pointer = view.pointer
        layout = view.layout
        owner = if case .itself = other.owner { .body(other) } else { other.owner }
    }

    /// Sees a part of a block.
    init(_ view: ArrayView, in storage: Storage) {
        pointer = view.pointer
        layout = view.layout
        owner = .storage(storage)
    }

    /// A body that sees memory of this one.
    func sharing(_ view: ArrayView) throws(TensorError) -> TensorBody {
        guard case .itself = owner, node != nil else { return TensorBody(view, sharing: self) }
        let byteCount = layout.count * layout.dtype.byteCount
        guard let copy = TensorBody(layout, byteCount: byteCount) else {
            throw .outOfMemory("view", layout.shape, layout.dtype)
        }
        copy.pointer.copyMemory(from: pointer, byteCount: byteCount)
        let offset = view.pointer - pointer
        return TensorBody(
            ArrayView(pointer: copy.pointer + offset, layout: view.layout), sharing: copy)
    }

    /// Where the elements lie, for kernels; this body must be held meanwhile.
    @inlinable @inline(__always)
    package var view: ArrayView { ArrayView(pointer: pointer, layout: layout) }

    /// Whether the memory may be written: no other body sees it, given that this one has a single
    /// reference. What products keep of its elements is let go then.
    func claimMemory() -> Bool {
        // What is asked for its references must not have one more here.
        switch exchange(&owner, with: .itself) {
        case .itself: return true
        case .body(var body):
            defer { owner = .body(body) }
            return isKnownUniquelyReferenced(&body)
        case .storage(var storage):
            defer { owner = .storage(storage) }
            guard isKnownUniquelyReferenced(&storage) else { return false }
            storage.factors.forget()
            return true
        }
    }

    /// The block of a large tensor.
    package var block: Storage? {
        guard case .storage(let storage) = owner else { return nil }
        return storage
    }

    /// What owns the memory.
    var memory: AnyObject {
        switch owner {
        case .itself: self
        case .body(let body): body
        case .storage(let storage): storage
        }
    }

    deinit {
        if case .itself = owner { Block.release(small: pointer) }
    }
}
