import CPlatform
import Kernels

/// A queue for the next backward pass of a thread, whose memory is then already there.
enum SpareQueue {
    private final class Place {
        @exclusivity(unchecked) var queue: PendingQueue?

        deinit { lak_current_thread().pointee.spare_queue = nil }
    }
    /// Ends the places' lives with their threads'.
    private static let places = ThreadLocal { Place() }

    /// The thread's queue, or a new one when it is in use.
    static func take() -> PendingQueue {
        guard let place = lak_current_thread().pointee.spare_queue else { return PendingQueue() }
        return Unmanaged<Place>.fromOpaque(place)._withUnsafeGuaranteedRef { $0.queue.take() }
            ?? PendingQueue()
    }

    /// Keeps a queue that has been emptied.
    static func giveBack(_ queue: PendingQueue) {
        guard queue.isEmpty else { return }
        let thread = lak_current_thread()
        let place = thread.pointee.spare_queue ?? Unmanaged.passUnretained(places.value).toOpaque()
        thread.pointee.spare_queue = place
        Unmanaged<Place>.fromOpaque(place)._withUnsafeGuaranteedRef { $0.queue = queue }
    }
}

/// Nodes that have got gradients and wait for their turn, the deepest first.
///
/// A binary heap of slots ordered by (depth, arrival), and a hash table from node to slot. The node
/// whose turn is next waits beside them: as what a rule sends a gradient to mostly is the deepest of
/// all, most nodes never enter the heap.
final class PendingQueue {
    // Belongs to one pass, none of whose accesses overlap.
    /// The node that precedes all in the heap; nil where that is not known.
    @exclusivity(unchecked) private var front: GraphNode?
    @exclusivity(unchecked) private var frontArrival = 0
    @exclusivity(unchecked) private var frontUpstream = Upstream()
    @exclusivity(unchecked) private var nodes: [GraphNode?] = []
    @exclusivity(unchecked) private var arrivals: [Int] = []
    @exclusivity(unchecked) private var upstreams: [Upstream] = []
    @exclusivity(unchecked) private var free: [Int] = []
    @exclusivity(unchecked) private var heap: [Int] = []
    @exclusivity(unchecked) private var arrivalCount = 0
    @exclusivity(unchecked) private var slots = SlotTable()

    var isEmpty: Bool { front == nil && heap.isEmpty }

    /// The gradients of all nodes in the queue.
    var pendingGradients: [Tensor] { frontUpstream.all + heap.flatMap { upstreams[$0].all } }

    /// Adds to the gradient of a node's output; the node joins the queue if it is not in it.
    func add(
        _ gradient: consuming Tensor, to node: consuming GraphNode, output: Int
    ) throws(TensorError) {
        if node === front { return try frontUpstream.add(gradient, to: output) }
        // A node as deep as another one may be in the heap; a deeper one is not.
        guard node.depth > front?.depth ?? deepestInHeap else {
            return try upstreams[slot(of: node)].add(gradient, to: output)
        }
        if let overtaken = front {
            let slot = newSlot(of: overtaken, arrival: frontArrival)
            swap(&upstreams[slot], &frontUpstream)
        }
        front = node
        frontArrival = nextArrival()
        frontUpstream[output] = consume gradient
    }

    /// Takes out the deepest node with its gradients.
    func popDeepest(_ upstream: inout Upstream) -> GraphNode? {
        upstream = Upstream()
        if let node = front.take() {
            swap(&upstream, &frontUpstream)
            return node
        }
        guard let slot = heap.first, let node = nodes[slot] else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink(0)
        }
        slots.remove(ObjectIdentifier(node))
        nodes[slot] = nil
        free.append(slot)
        swap(&upstream, &upstreams[slot])
        return node
    }

    private var deepestInHeap: Int { heap.first.flatMap { nodes[$0]?.depth } ?? -1 }

    private func nextArrival() -> Int {
        arrivalCount += 1
        return arrivalCount
    }

    /// The slot of a node that waits in the heap or is to.
    private func slot(of node: GraphNode) -> Int {
        slots[ObjectIdentifier(node)] ?? newSlot(of: node, arrival: nextArrival())
    }

    /// A slot of no gradients, for a node that joins the heap.
    private func newSlot(of node: GraphNode, arrival: Int) -> Int {
        let slot: Int
        if let reused = free.popLast() {
            slot = reused
            nodes[slot] = node
            arrivals[slot] = arrival
        } else {
            slot = nodes.count
            nodes.append(node)
            arrivals.append(arrival)
            upstreams.append(Upstream())
        }
        slots.insert(ObjectIdentifier(node), slot)
        push(slot)
        return slot
    }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        let (first, second) = (nodes[a]?.depth ?? 0, nodes[b]?.depth ?? 0)
        return first != second ? first > second : arrivals[a] < arrivals[b]
    }

    private func push(_ slot: Int) {
        heap.append(slot)
        var child = heap.count - 1
        while child > 0, precedes(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private func sink(_ start: Int) {
        var parent = start
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && precedes(heap[child], heap[best]) {
                best = child
            }
            guard best != parent else { return }
            heap.swapAt(best, parent)
            parent = best
        }
    }
}

/// A hash table from objects to small numbers: open addressing with linear probing, a few
/// nanoseconds for each access where a dictionary takes fifty.
private struct SlotTable {
    private var keys: [ObjectIdentifier?] = Array(repeating: nil, count: 16)
    private var values: [Int] = Array(repeating: 0, count: 16)
    private var count = 0

    subscript(_ key: ObjectIdentifier) -> Int? {
        var position = home(key)
        while let found = keys[position] {
            if found == key { return values[position] }
            position = (position + 1) & (keys.count - 1)
        }
        return nil
    }

    mutating func insert(_ key: ObjectIdentifier, _ value: Int) {
        if 2 * (count + 1) > keys.count { grow() }
        var position = home(key)
        while keys[position] != nil { position = (position + 1) & (keys.count - 1) }
        keys[position] = key
        values[position] = value
        count += 1
    }

    /// Removes a key that is in the table; later keys of the same run move up into the gap.
    mutating func remove(_ key: ObjectIdentifier) {
        var gap = home(key)
        while keys[gap] != key { gap = (gap + 1) & (keys.count - 1) }
        keys[gap] = nil
        count -= 1
        var position = (gap + 1) & (keys.count - 1)
        while let moving = keys[position] {
            // A key may move to the gap unless its home lies cyclically after the gap.
            let distance = (position &- home(moving)) & (keys.count - 1)
            if distance >= (position &- gap) & (keys.count - 1) {
                keys[gap] = moving
                values[gap] = values[position]
                keys[position] = nil
                gap = position
            }
            position = (position + 1) & (keys.count - 1)
        }
    }

    private func home(_ key: ObjectIdentifier) -> Int {
        // Objects lie 16 bytes apart; a multiplication spreads their addresses (Knuth 6.4).
        let spread = UInt(bitPattern: key) &* 0x9e37_79b9_7f4a_7c15
        return Int(truncatingIfNeeded: spread >> 32) & (keys.count - 1)
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = Array(repeating: nil, count: 2 * oldKeys.count)
        values = Array(repeating: 0, count: 2 * oldKeys.count)
        count = 0
        for (key, value) in zip(oldKeys, oldValues) { if let key { insert(key, value) } }
    }
}
