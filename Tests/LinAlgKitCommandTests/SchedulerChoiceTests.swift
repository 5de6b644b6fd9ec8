import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct SchedulerChoiceTests {
    /// The rates of four epochs that start at 1.
    private func rates(_ arguments: String...) throws -> [Double] {
        let optimizer = try SGD(Linear(2, 1).parameters(), lr: 1)
        let options = try TrainingArguments.parse(arguments).options(epochs: 4)
        let scheduler = try options.scheduler.build(optimizer, options)
        return (0..<4).map { _ in
            defer { scheduler?.step() }
            return optimizer.lr
        }
    }

    @Test func eachFollowsItsOptions() throws {
        #expect(try rates() == [1, 1, 1, 1])
        #expect(
            try rates("--scheduler", "step", "--step-size", "2", "--gamma", "0.5")
                == [1, 1, 0.5, 0.5])
        #expect(try rates("--scheduler", "exponential", "--gamma", "0.5") == [1, 0.5, 0.25, 0.125])
        // (1 + cos(π t / tMax)) / 2, within a rounding of 1.
        #expect(
            near(
                try rates("--scheduler", "cosine", "--t-max", "2"), [1, 0.5, 0, 0.5], within: 1e-15)
        )
    }

    @Test func theCosineEndsWithTheRun() throws {
        let last = try #require(try rates("--scheduler", "cosine").last)
        // (1 + cos(3π/4)) / 2.
        #expect((last - 0.14644660940672624).magnitude < 1e-15)
    }

    @Test func defaults() {
        #expect(SchedulerChoice.exponential.defaultGamma == 0.95)
        #expect(SchedulerChoice.step.defaultGamma == 0.1)
    }

    @Test func optionsOutOfRangeAreTheSchedulersErrors() throws {
        let options = try options("--scheduler", "step", "--gamma", "0.5")
        let optimizer = try SGD(Linear(2, 1).parameters(), lr: 1)
        var wrong = options
        wrong.stepSize = 0
        #expect(
            errorText { _ = try SchedulerChoice.step.build(optimizer, wrong) }.contains("stepSize"))
    }
}
