import GradientCheck
import Kernels
import Testing

struct RecurrentKernelsTests {
    private func findings(_ name: String, _ loop: any Sendable) throws -> String {
        try backendReport("test", [BackendKernel(name, .float64, loop)]).failures
            .joined(separator: "\n")
    }

    @Test func seesAStepThatForgetsTheStateBefore() throws {
        let right = try #require(RecurrentCell.lstm.step.reference(.float64))
        #expect(try findings("lstm", right) == "")
        let wrong = RecurrentStep { call in
            var call = call
            call.previous = call.output
            right.run(call)
        }
        #expect(try findings("lstm", wrong).contains("expected"))
    }

    @Test func seesAGradientWithoutItsUpstream() throws {
        let right = try #require(RecurrentCell.gru.gradient.reference(.float64))
        #expect(try findings("gru.gradient", right) == "")
        let wrong = RecurrentGradient { call in
            var call = call
            call.upstream = nil
            right.run(call)
        }
        let text = try findings("gru.gradient", wrong)
        #expect(text.contains("upstream true") && !text.contains("upstream false"))
    }
}
