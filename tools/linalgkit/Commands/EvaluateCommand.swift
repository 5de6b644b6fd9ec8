import ArgumentParser
import LinAlgKit

/// `linalgkit evaluate`.
package struct EvaluateCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure a model on the held-out part of the data.",
        discussion: """
            The data, the seed and the part are those of the training unless they are given. \
            With --test-fraction 1 all samples are measured.
            """)

    @OptionGroup var source: ModelSource
    @Option(
        help: .init("The data: a .npz file with x and y, digits or iris.", valueName: "FILE.npz"))
    var data: String?
    @Option(help: "The part that is held out. (default: the training's, else 1)")
    var testFraction: Double?
    @Option(help: "What the choice of that part follows from. (default: the training's, else 0)")
    var seed: UInt64?
    @OptionGroup var threading: ThreadOption

    package init() {}

    package func validate() throws {
        if let testFraction, !(testFraction > 0 && testFraction <= 1) {
            throw ValidationError(
                "--test-fraction: expected a number above 0 and up to 1; got \(testFraction).")
        }
        if source.model != nil, data == nil {
            throw ValidationError("--data: expected a .npz file, digits or iris; got none.")
        }
    }

    package func run() throws { try run(on: .standard()) }

    /// Measures, and shows what came out.
    package func run(on console: Console) throws {
        threading.apply()
        let (model, record) = try source.load(console)
        let data = try LabelledData(named: data ?? record?.data ?? "")
        let old = record?.options
        let fraction = testFraction ?? old?.testFraction ?? 1
        let seed = seed ?? old?.seed ?? 0
        let positions = try positions(data, fraction, seed)
        if let old, let record, record.dataDigest == data.digest,
            fraction != old.testFraction || seed != old.seed
        {
            console.note(
                "the model was trained with --test-fraction \(old.testFraction) and --seed "
                    + "\(old.seed): some of these samples are not new to it")
        }
        let predictor = Predictor(model: model)
        try predictor.check(data, model: source.model ?? source.checkpoint)
        let result = try predictor.measure(positions, in: data)
        let part = positions.count == data.count ? "all" : "held-out \(grouped(positions.count)) of"
        console.line("data   \(data.name): \(part) \(grouped(data.count)) samples")
        console.line("test \(result.summary)")
    }

    private func positions(
        _ data: LabelledData, _ fraction: Double, _ seed: UInt64
    ) throws -> [Int] {
        if fraction == 1 { return Array(0..<data.count) }
        let heldOut = try TrainTestSplit(count: data.count, fraction: fraction, seed: seed).heldOut
        guard !heldOut.isEmpty else {
            throw CommandError(
                "--test-fraction \(fraction)", expected: "samples to measure on", got: "none",
                advice: "Nothing was held out in training; --test-fraction 1 measures all.")
        }
        return heldOut
    }
}
