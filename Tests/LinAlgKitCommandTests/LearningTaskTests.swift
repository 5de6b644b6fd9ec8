import Foundation
import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct LearningTaskTests {
    private let classes = LearningTask.classification(classes: 3)

    @Test func classificationHasTheCrossEntropy() throws {
        let outputs = try constant([1, 2, 3, 0, 0, 0], [2, 3])
        let targets = try Tensor([2, 0])
        let loss = try classes.loss(outputs, targets).item()
        let exact = (log(exp(-2) + exp(-1) + 1) + log(3.0)) / 2
        // A few roundings of numbers about 1.
        #expect((loss - exact).magnitude < 1e-15)
        #expect(try classes.correctCount(outputs, targets) == 2)
        #expect(try classes.correctCount(outputs, Tensor([0, 1])) == 0)
    }

    @Test func regressionHasTheSquaredError() throws {
        let (outputs, targets) = (try constant([1, 2], [2, 1]), try constant([0, 4], [2, 1]))
        #expect(try LearningTask.regression.loss(outputs, targets).item() == 2.5)
        #expect(try LearningTask.regression.correctCount(outputs, targets) == nil)
    }

    @Test func words() {
        #expect(classes.summary == "3 classes" && LearningTask.regression.summary == "regression")
    }

    @Test(arguments: [LearningTask.classification(classes: 3), .regression])
    func survivesJSON(task: LearningTask) throws {
        let json = try JSONEncoder().encode(task)
        #expect(try JSONDecoder().decode(LearningTask.self, from: json) == task)
    }
}
