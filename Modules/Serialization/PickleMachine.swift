import TensorCore

/// Carries out a pickle as `torch.save` writes them, and nothing else.
///
/// A pickle is a program for a machine with a stack. Python's machine imports and calls whatever the
/// program names; this one knows a dozen names, for each of which it does something of its own, and
/// refuses all others. So nothing of a file is ever run. Each instruction takes a bounded time and
/// adds at most a few words, so that the limit on their number bounds time and memory.
///
/// Source: CPython 3.13, `Lib/pickletools.py`; PyTorch 2.13, `torch/_weights_only_unpickler.py`.
struct PickleMachine {
    private var input: PickleInput
    private let limits: ReadLimits
    private var stack: [PickleObject] = []
    /// Heights of the stack that a `mark` has noted.
    private var marks: [Int] = []
    private var memo: [Int: PickleObject] = [:]
    private var heap = PickleHeap()
    /// Where the instruction that is carried out stands.
    private var instruction = 0

    /// What the pickle in `bytes` makes.
    static func run(_ bytes: [UInt8], limits: ReadLimits, site: ErrorSite) throws -> PickleHeap {
        var machine = Self(input: PickleInput(bytes, site: site), limits: limits)
        return try machine.run()
    }

    private init(input: PickleInput, limits: ReadLimits) {
        self.input = input
        self.limits = limits
    }

    private mutating func run() throws -> PickleHeap {
        var count = 0
        while true {
            instruction = input.position
            count += 1
            guard count <= limits.maxPickleInstructions else {
                throw input.site.error(
                    .limitExceeded,
                    expected: "at most \(limits.maxPickleInstructions) instructions in the pickle",
                    got: "more",
                    advice: "Raise ReadLimits.maxPickleInstructions if the file is to be trusted.")
            }
            let byte = try input.byte()
            guard let opcode = PickleOpcode(rawValue: byte) else {
                throw unsupported("instructions that torch.save uses", "0x\(hexadecimal(byte))")
            }
            if opcode == .stop { break }
            try execute(opcode)
        }
        heap.root = try pop()
        guard stack.isEmpty, marks.isEmpty, input.isAtEnd else {
            throw malformed("one object and then the end", "more")
        }
        return heap
    }

    private mutating func execute(_ opcode: PickleOpcode) throws {
        switch opcode {
        case .stop: break
        case .proto:
            let version = try input.byte()
            guard version == 2 else {
                throw unsupported("pickle protocol 2, torch.save's default", "\(version)")
            }
        case .mark: marks.append(stack.count)
        case .none: stack.append(.none)
        case .newTrue: stack.append(.bool(true))
        case .newFalse: stack.append(.bool(false))
        case .binInt: stack.append(.integer(try input.int32()))
        case .binInt1: stack.append(.integer(try input.unsigned(1)))
        case .binInt2: stack.append(.integer(try input.unsigned(2)))
        case .long1: stack.append(.integer(try input.long()))
        case .binFloat: stack.append(.real(try input.real()))
        case .binUnicode: stack.append(.text(try input.text()))
        case .emptyTuple: stack.append(.tuple(heap.add([])))
        case .tuple: stack.append(.tuple(heap.add(try popToMark())))
        case .tuple1: stack.append(.tuple(heap.add(try pop(1))))
        case .tuple2: stack.append(.tuple(heap.add(try pop(2))))
        case .tuple3: stack.append(.tuple(heap.add(try pop(3))))
        case .emptyList: stack.append(.list(heap.add([])))
        case .append: try append(pop(1))
        case .appends: try append(popToMark())
        case .emptyDict: stack.append(.dictionary(heap.add([])))
        case .setItem: try setItems(pop(2))
        case .setItems: try setItems(popToMark())
        case .binPut: memo[try input.unsigned(1)] = try top()
        case .longBinPut: memo[try input.unsigned(4)] = try top()
        case .binGet: try get(input.unsigned(1))
        case .longBinGet: try get(input.unsigned(4))
        case .global: stack.append(.global(try global()))
        case .reduce: try reduce()
        case .build: try build()
        case .binPersID: try stack.append(.storage(storage(pop())))
        }
    }

    // The stack. Nothing below the last mark may be taken, except with the mark.

    private func top() throws -> PickleObject {
        guard let object = stack.last, stack.count > marks.last ?? 0 else {
            throw malformed("an object on the stack", "none")
        }
        return object
    }

    private mutating func pop() throws -> PickleObject {
        let object = try top()
        stack.removeLast()
        return object
    }

    private mutating func pop(_ count: Int) throws -> [PickleObject] {
        guard stack.count - count >= marks.last ?? 0 else {
            throw malformed("\(count) objects on the stack", "fewer")
        }
        defer { stack.removeLast(count) }
        return Array(stack.suffix(count))
    }

    private mutating func popToMark() throws -> [PickleObject] {
        guard let height = marks.popLast() else { throw malformed("a mark", "none") }
        defer { stack.removeSubrange(height...) }
        return Array(stack[height...])
    }

    private mutating func get(_ place: Int) throws {
        guard let object = memo[place] else { throw malformed("a place that was filled", "none") }
        stack.append(object)
    }

    private mutating func append(_ items: [PickleObject]) throws {
        guard case .list(let place) = try top() else {
            throw malformed("a list to append to", try top().kind)
        }
        heap.containers[place] += items
    }

    private mutating func setItems(_ items: [PickleObject]) throws {
        guard case .dictionary(let place) = try top(), items.count % 2 == 0 else {
            throw malformed("a dictionary, and keys with values", try top().kind)
        }
        heap.containers[place] += items
    }

    // What a file names.

    private mutating func global() throws -> PickleGlobal {
        let (module, name) = (try input.line(), try input.line())
        guard let global = PickleGlobal(module: module, name: name) else {
            throw unsupported(
                "tensors, numbers, text, lists and dictionaries", printable("\(module).\(name)"),
                advice: "Nothing of the file was run. Save model.state_dict() instead of objects, "
                    + "and numbers as Python's own.")
        }
        return global
    }

    private mutating func reduce() throws {
        let parts = try pop(2)
        guard case .global(let global) = parts[0], case .tuple(let place) = parts[1] else {
            throw malformed("a function and its arguments", "\(parts[0].kind) and \(parts[1].kind)")
        }
        let arguments = heap.containers[place]
        switch (global, arguments.count) {
        case (.orderedDictionary, 0): stack.append(.dictionary(heap.add([])))
        case (.set, 1), (.size, 1):
            // The same items, and no copy: an instruction must not cost more than a few words.
            switch arguments[0] {
            case .tuple(let place), .list(let place): stack.append(.tuple(place))
            default: throw malformed("a list or tuple", arguments[0].kind)
            }
        case (.device, 1...2): stack.append(arguments[0])
        case (.rebuildParameter, 3), (.rebuildParameterWithState, 4):
            guard case .tensor = arguments[0] else {
                throw malformed("the tensor of a parameter", arguments[0].kind)
            }
            stack.append(arguments[0])
        case (.rebuildTensor2, 6...7), (.rebuildTensor3, 7...8): try rebuild(global, arguments)
        default: throw malformed("a call as torch.save makes it", "another")
        }
    }

    /// `storage, offset, sizes, strides, requires_grad, hooks`, in version 3 `dtype`, and maybe
    /// what else there is to know of the tensor.
    private mutating func rebuild(_ global: PickleGlobal, _ arguments: [PickleObject]) throws {
        guard case .storage(let storage) = arguments[0], case .integer(let offset) = arguments[1],
            let sizes = heap.sizes(arguments[2]), let strides = heap.sizes(arguments[3])
        else {
            throw malformed("a storage, an offset, sizes and strides", "other arguments")
        }
        var rest = arguments[6...]
        var dtype = heap.storages[storage].dtype
        if global == .rebuildTensor3 {
            guard case .global(.dtype(let type))? = rest.popFirst() else {
                throw malformed("a dtype", arguments[6].kind)
            }
            dtype = type
        }
        if let more = rest.first {
            guard case .none = more else {
                throw unsupported("a tensor as it lies in memory", "one with \(more.kind) besides")
            }
        }
        guard let dtype else { throw malformed("a dtype for a storage of bytes", "none") }
        heap.tensors.append(
            try PyTorchTensor(
                storage: heap.storages[storage], dtype: dtype, offset: offset, sizes: sizes,
                strides: strides, place: "at byte \(instruction) of the pickle", limits: limits,
                site: input.site))
        stack.append(.tensor(heap.tensors.count - 1))
    }

    /// Attributes of a dictionary, such as the versions of modules, are left out.
    private mutating func build() throws {
        _ = try pop()
        guard case .dictionary = try top() else {
            throw unsupported("attributes of dictionaries only", "those of \(try top().kind)")
        }
    }

    /// `("storage", type, key, device, count)`
    private mutating func storage(_ object: PickleObject) throws -> Int {
        guard case .tuple(let place) = object, heap.containers[place].count == 5,
            case .text("storage") = heap.containers[place][0],
            case .global(.storage(let dtype)) = heap.containers[place][1],
            case .text(let key) = heap.containers[place][2],
            case .integer(let count) = heap.containers[place][4], count >= 0
        else { throw malformed("the type, the name and the size of a storage", object.kind) }
        heap.storages.append(PyTorchStorage(key: key, dtype: dtype, count: count))
        return heap.storages.count - 1
    }

    // Errors.

    private func malformed(_ expected: String, _ got: String) -> SerializationError {
        input.site.error(
            .malformed, expected: "\(expected) at byte \(instruction) of the pickle", got: got,
            advice: "The file is damaged, or not written by torch.save.")
    }

    private func unsupported(
        _ expected: String, _ got: String, advice: String = ""
    ) -> SerializationError {
        input.site.error(
            .unsupported, expected: expected, got: "\(got) at byte \(instruction) of the pickle",
            advice: advice)
    }

    private func hexadecimal(_ byte: UInt8) -> String { String(byte, radix: 16) }
}
