/// What a parameter is computed from, as a module that holds PyTorch's names:
/// `parametrizations.weight.original`.
protocol Parametrization: Module, ParameterSource {
    /// The one tensor that the value is made of, nil where there are several.
    var original: Parameter? { get }
}

/// Ends what `weightNorm` or `spectralNorm` has begun: the parameter is one of its own again.
///
/// - Parameter leaveParametrized: Whether it keeps its value, or goes back to what that was computed
///   from.
/// - Returns: The module.
/// - Throws: ``TensorError`` when the parameter is not parametrized, or there is no one tensor to go
///   back to.
///
/// Source: PyTorch 2.13, `torch.nn.utils.parametrize.remove_parametrizations`.
@discardableResult
public func removeParametrizations<M: Module>(
    _ module: M, name: String = "weight", leaveParametrized: Bool = true
) throws -> M {
    let found = ModuleContents(of: module).parametrized
    guard let cell = found.first(where: { $0.name == name })?.parameter,
        let source = cell.source as? any Parametrization
    else {
        throw TensorError(
            .name, "removeParametrizations",
            expected: "a parametrized parameter of \(type(of: module))", got: "\"\(name)\"",
            hint: "They are \(found.map(\.name)).")
    }
    guard !leaveParametrized else {
        cell.source = nil
        return module
    }
    guard let original = source.original else {
        throw TensorError(
            .value, "removeParametrizations", expected: "leaveParametrized: true for \"\(name)\"",
            got: "false", hint: "It is computed from several tensors.")
    }
    let (value, requires) = (original.value.detach(), original.requiresGrad)
    cell.source = nil
    cell.value = value
    cell.requiresGrad = requires
    return module
}

extension Module {
    /// The cell of a parameter that is to be parametrized.
    func parameterCell(_ name: String, _ operation: String) throws(TensorError) -> Parameter {
        let contents = ModuleContents(of: self)
        if let problem = contents.problem { throw problem }
        if let cell = contents.parameters.first(where: { $0.name == name })?.parameter {
            return cell
        }
        let isTaken = contents.parametrized.contains { $0.name == name }
        throw TensorError(
            .name, operation, expected: "a parameter of \(type(of: self))",
            got: "\"\(name)\"\(isTaken ? ", which is parametrized already" : "")",
            hint: "They are \(contents.parameters.map(\.name)).")
    }
}

extension Parameter {
    /// Replaces the tensor; a frozen parameter stays frozen.
    func replace(by tensor: Tensor) { StateCell.parameter(self).load(tensor.detach()) }
}
