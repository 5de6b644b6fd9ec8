/// Changes parameters by their gradients.
///
/// ```swift
/// func train(_ model: any Layer, by optimizer: any Optimizer, _ x: Tensor, _ y: Tensor) throws {
///     optimizer.zeroGrad()
///     let loss = try crossEntropy(model(x), y)
///     try loss.backward()
///     try optimizer.step()
/// }
/// ```
public protocol Optimizer: LearningRateControlled {
    /// The learning rate of the first group; setting it sets all groups'.
    var lr: Double { get set }
    /// All parameters, group by group.
    var parameters: [Parameter] { get }
    /// Clears the gradients of all parameters.
    func zeroGrad()
    /// Changes every parameter that has a gradient.
    func step() throws
    /// Options, step counts and kept tensors, by parameter name.
    func stateDict() -> StateDictionary
    /// Takes a state: all of it or, on an error, nothing.
    ///
    /// - Throws: ``TensorError`` when the state is of another optimizer or other parameters, or a
    ///   number in it is impossible.
    func loadStateDict(_ state: StateDictionary) throws
}

extension Optimizer {
    public var lr: Double {
        get { learningRates[0] }
        set { for group in 0..<learningRates.count { learningRates[group] = newValue } }
    }

    public func zeroGrad() { for parameter in parameters { parameter.grad = nil } }
}

/// Parameters with options of their own.
public struct ParameterGroup<Options> {
    let parameters: [(name: String?, parameter: Parameter)]
    let problem: TensorError?
    let configure: (inout Options) -> Void

    /// A group; `configure` changes what differs from the optimizer's own options.
    public init(
        _ parameters: some Sequence<Parameter>,
        _ configure: @escaping (inout Options) -> Void = { _ in }
    ) {
        let list = parameters as? ParameterList
        let names = list?.names
        self.parameters = parameters.enumerated().map { (names?[$0.offset], $0.element) }
        problem = list?.problem
        self.configure = configure
    }
}
