import Autograd
import GradientCheck
import Layers
import Losses

/// What the library has that must be compared with PyTorch, found in the running program.
package enum Subjects {
    /// The operations of this package, by name.
    package static var operations: [any Operation.Type] {
        Catalogue.operations().filter { String(reflecting: $0).hasPrefix("Autograd.") }
    }

    /// The names of a kind's types, as the fixtures are named.
    package static func names(of folder: Fixtures.Folder) -> [String] {
        switch folder {
        case .operations: operations.map { $0.name }
        case .layers: types("Layer", in: "Layers")
        case .losses: types("LossFunction", in: "Losses")
        case .optimizers: types("Optimizer", in: "Optimizers")
        case .schedulers: types("Scheduler", in: "Schedulers")
        }
    }

    /// The names of the types in a module that conform to a protocol of that name.
    private static func types(_ proto: String, in module: String) -> [String] {
        let types = ConformanceRecords.types(conformingTo: proto)
            .filter { String(reflecting: $0).hasPrefix("\(module).") }
        return Set(types.map { "\($0)" }).sorted()
    }
}
