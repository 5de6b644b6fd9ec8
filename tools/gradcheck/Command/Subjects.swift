import ArgumentParser
import GradientCheck
import Layers
import Losses

/// What a program has to check, by name.
struct Subjects {
    var operations: [any Operation.Type] = []
    var layers: [any ConfigurableLayer.Type] = []
    var losses: [any LossFunction.Type] = []
    var backends: [(name: String, kernels: [BackendKernel])] = []

    /// All that is linked into this program.
    static func linked() -> Subjects {
        Subjects(
            operations: Catalogue.operations(), layers: Catalogue.layers(),
            losses: Catalogue.losses(), backends: Catalogue.backends())
    }

    /// Those that a command names; all when it names none.
    ///
    /// - Throws: `ValidationError` for a name that nothing has.
    func choosing(_ command: Gradcheck) throws -> Subjects {
        let names = [command.operation, command.layer, command.loss, command.backend]
        if command.all || names.allSatisfy(\.isEmpty) { return self }
        return Subjects(
            operations: try choose(command.operation, operations, "operation") { $0.name },
            layers: try choose(command.layer, layers, "layer") { $0.layerName },
            losses: try choose(command.loss, losses, "loss") { $0.lossName },
            backends: try choose(command.backend, backends, "backend") { $0.name })
    }

    private func choose<Subject>(
        _ names: [String], _ all: [Subject], _ option: String, _ name: (Subject) -> String
    ) throws -> [Subject] {
        for wanted in names where !all.contains(where: { name($0) == wanted }) {
            let known = all.map(name)
            let near = known.filter { $0.lowercased().contains(wanted.lowercased()) }
            let hint = near.isEmpty ? known : near
            throw ValidationError(
                "--\(option): expected one of \(hint.joined(separator: ", ")); got \"\(wanted)\". "
                    + "Is the package that has it linked into this program?")
        }
        return all.filter { names.contains(name($0)) }
    }

    /// Checks all, one after another.
    func check(_ checker: Checker, _ report: (CheckResult) -> Void) {
        for operation in operations { report(checker.check(operation)) }
        for layer in layers { report(checker.check(layer)) }
        for loss in losses { report(checker.check(loss)) }
        for (name, kernels) in backends { checker.check(name, kernels).forEach(report) }
    }

    /// The names by kind.
    private var names: [(kind: String, names: [String])] {
        [
            ("operations", operations.map { $0.name }), ("layers", layers.map { $0.layerName }),
            ("losses", losses.map { $0.lossName }), ("backends", backends.map(\.name)),
        ]
    }

    /// The names, a line for each kind.
    var text: String {
        names.map { "\($0.kind): \($0.names.joined(separator: " "))" }.joined(separator: "\n")
    }

    /// The names as JSON.
    func json() throws -> String {
        try JSONText.of(Dictionary(uniqueKeysWithValues: names.map { ($0.kind, $0.names) }))
    }
}
