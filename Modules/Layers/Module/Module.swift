/// A part of a model: parameters, buffers and further modules.
///
/// A final class with stored properties; nothing is registered by hand. ``Parameter`` and
/// ``Buffer`` cells and modules are found in properties, optionals, arrays, string-keyed
/// dictionaries and superclasses. Where they cannot be found (in a set, a closure's class, a
/// struct), using the module's parameters throws rather than leaving them out.
///
/// In state dictionaries a module goes by its property's name, and a parameter or buffer by its
/// name in snake case, as in PyTorch: `runningMean` is `running_mean`. Names that have an
/// underscore already, or begin with a capital, stay: `A_log`, `weight_ih_l0`.
public protocol Module: AnyObject {}

/// A module that names the modules in it by itself, as `Sequential` does: `0`, `1`, ….
public protocol ModuleContainer: Module {
    /// The modules with their names.
    var containedModules: [(name: String, module: any Module)] { get }
}

extension Module {
    /// The parameters, each once, in the order of the properties.
    public func parameters() -> ParameterList {
        let contents = ModuleContents(of: self)
        var seen: Set<ObjectIdentifier> = []
        let unique = contents.parameters.filter {
            seen.insert(ObjectIdentifier($0.parameter)).inserted
        }
        return ParameterList(unique, problem: contents.problem)
    }

    /// The parameters with their names: PyTorch's `named_parameters()`.
    public func namedParameters() -> [(name: String, parameter: Parameter)] {
        let list = parameters()
        return Array(zip(list.names, list)).map { (name: $0, parameter: $1) }
    }

    /// The buffers with their names.
    public func namedBuffers() -> [(name: String, buffer: Buffer)] {
        ModuleContents(of: self).buffers
    }

    /// This module (named "") and all below it with their names.
    public func namedModules() -> [(name: String, module: any Module)] {
        ModuleContents(of: self).modules
    }

    /// How many numbers the model learns; tied parameters count once.
    public var parameterCount: Int { parameters().reduce(0) { $0 + $1.value.count } }

    /// Whether the first module in it that acts differently in training is training; true when
    /// there is none.
    public var isInTraining: Bool { ModuleContents(of: self).modes.first?.wrappedValue ?? true }

    /// Has this module and all below it act as in training (dropout drops, batch norm measures).
    ///
    /// - Returns: This module.
    @discardableResult
    public func train(_ isTraining: Bool = true) -> Self {
        for mode in ModuleContents(of: self).modes { mode.wrappedValue = isTraining }
        return self
    }

    /// Has this module and all below it act as in use. (Recording is a matter of `noGrad`.)
    ///
    /// - Returns: This module.
    @discardableResult
    public func eval() -> Self { train(false) }

    /// Clears the gradients of all parameters.
    public func zeroGrad() { for parameter in parameters() { parameter.grad = nil } }

    /// Freezes (`false`) or frees all parameters.
    @discardableResult
    public func requiresGrad(_ requires: Bool) -> Self {
        for parameter in parameters() { parameter.requiresGrad = requires }
        return self
    }
}
