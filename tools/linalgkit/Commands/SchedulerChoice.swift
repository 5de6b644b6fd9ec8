import ArgumentParser
import LinAlgKit

/// The learning-rate schedules by their names on the command line; a step is an epoch.
package enum SchedulerChoice: String, Codable, CaseIterable, ExpressibleByArgument {
    case none, step, exponential, cosine

    /// γ when none is given.
    package var defaultGamma: Double { self == .exponential ? 0.95 : 0.1 }

    /// A scheduler of that optimizer; nil for `none`.
    package func build(
        _ optimizer: any Optimizer, _ options: TrainingOptions
    ) throws -> (any Scheduler)? {
        switch self {
        case .none: nil
        case .step: try StepLR(optimizer, stepSize: options.stepSize, gamma: options.gamma)
        case .exponential: try ExponentialLR(optimizer, gamma: options.gamma)
        case .cosine: try CosineAnnealingLR(optimizer, tMax: options.tMax)
        }
    }
}
