/// What a module holds, found by walking its stored properties.
struct ModuleContents {
    /// All parameter cells with their names; a tied one appears once for each name.
    private(set) var parameters: [(name: String, parameter: Parameter)] = []
    /// The parameter cells whose values are computed from others, which are among `parameters`.
    private(set) var parametrized: [(name: String, parameter: Parameter)] = []
    /// All buffer cells with their names.
    private(set) var buffers: [(name: String, buffer: Buffer)] = []
    /// What a state dictionary holds, in PyTorch's order: of each module the parameters, then the
    /// buffers, then the modules in it.
    private(set) var stateCells: [(name: String, cell: StateCell)] = []
    /// The module itself, named "", and all below it.
    private(set) var modules: [(name: String, module: any Module)] = []
    /// The modules right below it.
    private(set) var children: [(name: String, module: any Module)] = []
    /// All switches between training and evaluation.
    private(set) var modes: [TrainingMode] = []
    /// Set when something was found where it cannot be named.
    private(set) var problem: TensorError?

    private var path: [ObjectIdentifier] = []
    private var names: Set<String> = []

    init(of module: any Module) { visit(module, "") }

    private mutating func visit(_ module: any Module, _ name: String) {
        // A module that holds itself, directly or not, has no end of names.
        guard !path.contains(ObjectIdentifier(module)) else {
            return report(name, "a module that contains itself")
        }
        path.append(ObjectIdentifier(module))
        defer { path.removeLast() }
        modules.append((name, module))
        if path.count == 2 { children.append((name, module)) }
        if let container = module as? any ModuleContainer {
            for child in container.containedModules { visit(child.module, join(name, child.name)) }
            return
        }
        let properties = ModuleContents.properties(of: module)
        for (label, value) in properties {
            if let parameter = value as? Parameter, parameter.source == nil {
                add(parameter, join(name, label))
            }
        }
        for (label, value) in properties {
            if let buffer = value as? Buffer { add(buffer, join(name, label)) }
        }
        for (label, value) in properties where !(value is Parameter || value is Buffer) {
            inspect(value, join(name, label))
        }
        for (label, value) in properties {
            guard let parameter = value as? Parameter, parameter.source != nil else { continue }
            add(parameter, join(name, label))
        }
    }

    /// The stored properties, superclasses' first, without those that are nil.
    private static func properties(of module: any Module) -> [(label: String, value: Any)] {
        if let module = module as? any NamedParts { return module.namedParts }
        var mirrors: [Mirror] = []
        var mirror: Mirror? = Mirror(reflecting: module)
        while let current = mirror {
            mirrors.append(current)
            mirror = current.superclassMirror
        }
        return mirrors.reversed().flatMap(\.children).compactMap { child in
            unwrap(child.value).map { (key(for: child.label ?? "", of: $0), $0) }
        }
    }

    private static func unwrap(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .optional else { return value }
        return mirror.children.first.flatMap { unwrap($0.value) }
    }

    private func join(_ prefix: String, _ name: String) -> String {
        prefix.isEmpty ? name : "\(prefix).\(name)"
    }

    private mutating func add(_ parameter: Parameter, _ name: String) {
        if let source = parameter.source as? any Module {
            parametrized.append((name, parameter))
            // As PyTorch has it: `fc.weight` lies in `fc.parametrizations.weight`.
            let parts = name.split(separator: ".").map(String.init)
            let place = parts.dropLast() + ["parametrizations"] + parts.suffix(1)
            return visit(source, place.joined(separator: "."))
        }
        claim(name)
        parameters.append((name, parameter))
        stateCells.append((name, .parameter(parameter)))
    }

    private mutating func add(_ buffer: Buffer, _ name: String) {
        claim(name)
        buffers.append((name, buffer))
        if buffer.isPersistent { stateCells.append((name, .buffer(buffer))) }
    }

    private mutating func claim(_ name: String) {
        if !names.insert(name).inserted { report(name, "a second tensor") }
    }

    private mutating func inspect(_ value: Any, _ name: String) {
        switch value {
        case let parameter as Parameter: add(parameter, name)
        case let buffer as Buffer: add(buffer, name)
        case let mode as TrainingMode: modes.append(mode)
        case let module as any Module: visit(module, name)
        case let tensor as Tensor:
            if tensor.requiresGrad, tensor.isLeaf {
                report(name, "a plain tensor that requires gradients; make it a Parameter")
            }
        default: inspectContainer(value, name)
        }
    }

    private mutating func inspectContainer(_ value: Any, _ name: String) {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            for child in mirror.children { inspect(child.value, name) }
        case .collection:
            for (index, child) in mirror.children.enumerated() {
                inspect(child.value, join(name, String(index)))
            }
        case .dictionary:
            let entries = mirror.children.compactMap { child -> (key: Any, value: Any)? in
                let pair = Array(Mirror(reflecting: child.value).children)
                return pair.count == 2 ? (pair[0].value, pair[1].value) : nil
            }
            if entries.allSatisfy({ $0.key is String }) {
                for entry in entries.sorted(by: { "\($0.key)" < "\($1.key)" }) {
                    inspect(entry.value, join(name, "\(entry.key)"))
                }
            } else if entries.contains(where: { holdsState($0.value) }) {
                report(name, "a dictionary whose keys are not strings")
            }
        default:
            if holdsState(value) { report(name, "a value of type \(type(of: value))") }
        }
    }

    /// Whether parameters or modules lie within a value that gives them no names.
    private func holdsState(_ value: Any) -> Bool {
        var open: [Any] = [value]
        var seen: Set<ObjectIdentifier> = []
        // A bound on what is looked at, for values that hold very much; modules do not.
        for _ in 0..<10_000 {
            guard let next = open.popLast() else { return false }
            if next is Parameter || next is Buffer || next is any Module { return true }
            if next is Tensor || next is Generator { continue }
            let mirror = Mirror(reflecting: next)
            if mirror.displayStyle == .class,
                !seen.insert(ObjectIdentifier(next as AnyObject)).inserted
            {
                continue
            }
            open.append(contentsOf: mirror.children.map(\.value))
        }
        return false
    }

    private mutating func report(_ name: String, _ what: String) {
        problem =
            problem
            ?? TensorError(
                .name, "parameters",
                expected: "modules and parameters in properties, optionals, "
                    + "arrays or string-keyed dictionaries", got: "\(what) at \"\(name)\"",
                hint: "Hold it in one of those, so that it is trained and saved.")
    }
}

/// A module whose parts go by other names than its properties.
protocol NamedParts: Module {
    /// Parameters, buffers, modules and training modes with their names.
    var namedParts: [(label: String, value: Any)] { get }
}
