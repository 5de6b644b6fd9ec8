import ArgumentParser
import LinAlgKit

/// The optimizers by their names on the command line.
package enum OptimizerChoice: String, Codable, CaseIterable, ExpressibleByArgument {
    case sgd, adam, adamw, rmsprop

    /// The learning rate when none is given, PyTorch's.
    package var defaultRate: Double { self == .rmsprop ? 1e-2 : 1e-3 }
    /// The weight decay when none is given, PyTorch's.
    package var defaultWeightDecay: Double { self == .adamw ? 1e-2 : 0 }
    /// Whether there is a momentum to set.
    package var takesMomentum: Bool { self == .sgd || self == .rmsprop }

    /// An optimizer of these parameters.
    package func build(_ parameters: ParameterList, _ options: TrainingOptions) throws
        -> any Optimizer
    {
        let (lr, decay) = (options.lr, options.weightDecay)
        return switch self {
        case .sgd:
            try SGD(parameters, lr: lr, momentum: options.momentum, weightDecay: decay)
        case .adam: try Adam(parameters, lr: lr, weightDecay: decay)
        case .adamw: try AdamW(parameters, lr: lr, weightDecay: decay)
        case .rmsprop:
            try RMSprop(parameters, lr: lr, weightDecay: decay, momentum: options.momentum)
        }
    }
}
