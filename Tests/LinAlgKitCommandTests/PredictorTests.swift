import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct PredictorTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func outputsAreThoseOfTheModelInOrder() throws {
        // More than a batch, and not a multiple of it.
        let x = try Tensor.randn(700, 2, generator: Generator(seed: 1))
        let model = try Sequential(Linear(2, 3, generator: Generator(seed: 2)))
        let outputs = try Predictor(model: model).outputs(for: x)
        let whole = try model(x)
        // Batches differ in how a row's sum is cut, by an ulp of numbers up to 4.
        #expect(near(outputs.values, whole.values, within: 1e-6))
        #expect(!outputs.requiresGrad)
    }

    @Test func theModelIsLeftAsItWas() throws {
        let x = try Tensor.ones(8, 4)
        let model = Sequential(try Dropout(0.5))
        for isTraining in [true, false] {
            model.train(isTraining)
            #expect(try Predictor(model: model).outputs(for: x).values == x.values)
            #expect(model.isInTraining == isTraining)
        }
    }

    @Test func measuresPositions() throws {
        let data = try LabelledData(named: SmallData.write(to: directory).classes)
        // A logit of 0 for each class.
        let model = try Sequential(Linear(2, 3))
        model.layers[0].parameters().forEach { $0.value = unfailingZeros($0.value.shape) }
        let result = try Predictor(model: model).measure([0, 3, 4, 5], in: data)
        #expect(result.count == 4)
        #expect(result.correct == 2, "class 0 is taken, and 0 and 3 are of it")
        // ln 3 in float32.
        #expect((result.loss - 1.0986123).magnitude < 1e-6)
    }

    private func unfailingZeros(_ shape: Shape) -> Tensor {
        unfailing { () throws(TensorError) in try Tensor.zeros(shape) }
    }

    @Test func modelsThatDoNotFitTheData() throws {
        let (classes, values) = try SmallData.write(to: directory)
        func complaint(_ path: String, _ model: any Layer) throws -> String {
            let data = try LabelledData(named: path)
            return errorText { try Predictor(model: Sequential(model)).check(data, model: "m") }
        }
        #expect(try complaint(classes, Linear(2, 3)).isEmpty)
        #expect(try complaint(classes, Linear(2, 9)).isEmpty, "more classes than there are labels")
        #expect(
            try complaint(classes, Linear(2, 2)) == "--model m: expected an output for each class, "
                + "[1, 3] for one sample, since labels in \(classes) go to 2; got [1, 2].")
        #expect(
            try complaint(classes, Linear(5, 3)).hasPrefix("--model m on a sample [2]: linear: "))
        #expect(try complaint(values, Linear(2, 1)).isEmpty)
        #expect(
            try complaint(values, Linear(2, 2))
                == "--model m: expected [1, 1] for one sample, as y in \(values) has it; got [1, 2]."
        )
    }
}
