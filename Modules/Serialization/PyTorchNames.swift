/// The tensors of a pickle by path: the keys of dictionaries and the positions in lists, joined by
/// dots.
struct PyTorchNames {
    private let heap: PickleHeap
    private let limits: ReadLimits
    private let site: ErrorSite
    /// Each tensor's name, and its place in the heap.
    private var tensors: [(name: String, tensor: Int)] = []
    private var visitCount = 0

    /// A container within itself has no end, and honest files are not deep.
    static let maxDepth = 64

    /// The name of a tensor that is not in a container.
    static let rootName = "tensor"

    /// All tensors that can be reached from the root, in the order of the file.
    static func tensors(
        in heap: PickleHeap, limits: ReadLimits, site: ErrorSite
    ) throws -> [(name: String, tensor: Int)] {
        var names = Self(heap: heap, limits: limits, site: site)
        try names.visit(heap.root, path: "", depth: 0)
        try MemberName.checkUnique(names.tensors.lazy.map(\.name), site: site)
        return names.tensors
    }

    private init(heap: PickleHeap, limits: ReadLimits, site: ErrorSite) {
        self.heap = heap
        self.limits = limits
        self.site = site
    }

    private mutating func visit(_ object: PickleObject, path: String, depth: Int) throws {
        visitCount += 1
        try Self.check(depth: depth, visitCount: visitCount, limits: limits, site: site)
        guard path.utf8.count <= limits.maxNameBytes else {
            throw site.error(
                .invalidName, expected: "names of at most \(limits.maxNameBytes) bytes",
                got: printable(path))
        }
        switch object {
        case .tensor(let tensor):
            tensors.append((path.isEmpty ? Self.rootName : path, tensor))
        case .tuple(let place), .list(let place):
            for (index, item) in heap.containers[place].enumerated() {
                try visit(item, path: Self.join(path, "\(index)"), depth: depth + 1)
            }
        case .dictionary(let place):
            let items = try Self.items(heap.containers[place], limits: limits, site: site)
            for (key, item) in items {
                try visit(item, path: Self.join(path, key), depth: depth + 1)
            }
        default: break
        }
    }

    /// Throws past the depth and the number of objects that an honest file may have: a container
    /// that occurs in several places is visited in each.
    static func check(depth: Int, visitCount: Int, limits: ReadLimits, site: ErrorSite) throws {
        guard depth <= maxDepth else {
            throw site.error(
                .limitExceeded, expected: "containers at most \(maxDepth) deep", got: "deeper ones")
        }
        guard visitCount <= limits.maxPickleInstructions else {
            throw site.error(
                .limitExceeded, expected: "at most \(limits.maxPickleInstructions) objects",
                got: "more",
                advice: "Raise ReadLimits.maxPickleInstructions if the file is to be trusted.")
        }
    }

    /// The items of a dictionary, whose keys must be text or whole numbers.
    ///
    /// Keys are compared at each visit, so none may be longer than a name.
    static func items(
        _ items: [PickleObject], limits: ReadLimits, site: ErrorSite
    ) throws -> [(key: String, value: PickleObject)] {
        let pairs = try stride(from: 0, to: items.count, by: 2).map { index in
            (key: try key(items[index], limits, site), value: items[index + 1])
        }
        try MemberName.checkUnique(pairs.lazy.map(\.key), site: site)
        return pairs
    }

    private static func key(
        _ object: PickleObject, _ limits: ReadLimits, _ site: ErrorSite
    ) throws -> String {
        switch object {
        case .text(let text):
            guard text.utf8.count <= limits.maxNameBytes else {
                throw site.error(
                    .invalidName, expected: "keys of at most \(limits.maxNameBytes) bytes",
                    got: "\(text.utf8.count), \(printable(text))")
            }
            return text
        case .integer(let integer): return "\(integer)"
        default:
            throw site.error(
                .unsupported, expected: "keys that are text or whole numbers",
                got: "\(object.kind) as a key")
        }
    }

    private static func join(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }
}
