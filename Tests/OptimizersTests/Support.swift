import Optimizers
import TensorCore
import TestSupport

/// A parameter of float64 unless said otherwise.
func parameter(_ values: [Double], _ dtype: DType = .float64) throws -> Parameter {
    Parameter(try constant(values, dtype))
}

extension Parameter {
    var values: [Double] { value.toArray(as: Double.self) }
}

/// An optimizer of each kind with all it can keep, for what holds of all of them.
enum Kind: String, CaseIterable, Sendable {
    case sgd, adam, adamW, rmsprop, adagrad, adadelta, adamax, nadam, radam, rprop, asgd, lion
    case adafactor

    func make(_ parameters: some Sequence<Parameter>, lr: Double = 0.01) throws -> any Optimizer {
        switch self {
        case .sgd: try SGD(parameters, lr: lr, momentum: 0.9, nesterov: true)
        case .adam: try Adam(parameters, lr: lr, amsgrad: true)
        case .adamW: try AdamW(parameters, lr: lr, amsgrad: true)
        case .rmsprop: try RMSprop(parameters, lr: lr, momentum: 0.5, centered: true)
        case .adagrad: try Adagrad(parameters, lr: lr)
        case .adadelta: try Adadelta(parameters, lr: lr)
        case .adamax: try Adamax(parameters, lr: lr)
        case .nadam: try NAdam(parameters, lr: lr)
        case .radam: try RAdam(parameters, lr: lr)
        case .rprop: try Rprop(parameters, lr: lr, stepSizes: (0, 50))
        case .asgd: try ASGD(parameters, lr: lr, t0: 1)
        case .lion: try Lion(parameters, lr: lr)
        case .adafactor: try Adafactor(parameters, lr: lr)
        }
    }

    /// The tensors that it keeps for a parameter.
    var stateNames: [String] {
        switch self {
        case .sgd: ["momentum_buffer"]
        case .adam, .adamW: ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"]
        case .rmsprop: ["square_avg", "momentum_buffer", "grad_avg"]
        case .adagrad: ["sum"]
        case .adadelta: ["square_avg", "acc_delta"]
        case .adamax: ["exp_avg", "exp_inf"]
        case .nadam, .radam: ["exp_avg", "exp_avg_sq"]
        case .rprop: ["prev", "step_size"]
        case .asgd: ["ax"]
        case .lion: ["exp_avg"]
        case .adafactor: ["variance"]
        }
    }
}

/// A gradient for step `step` of a parameter with `count` numbers: the same each time.
func gradient(_ step: Int, _ count: Int, _ dtype: DType = .float64) throws -> Tensor {
    try Tensor.normal([count], dtype: dtype, generator: Generator(seed: UInt64(step)))
}

/// Groups that differ in their learning rates.
func parameterGroups<Options: OptimizerOptions>(
    _ lists: [(parameters: [Parameter], lr: Double)]
) -> [ParameterGroup<Options>] {
    lists.map { list in ParameterGroup(list.parameters) { $0.lr = list.lr } }
}
