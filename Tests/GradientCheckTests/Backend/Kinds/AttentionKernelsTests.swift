import GradientCheck
import Kernels
import Testing

struct AttentionKernelsTests {
    private func findings(_ name: String, _ loop: any Sendable) throws -> String {
        try backendReport("test", [BackendKernel(name, .float64, loop)]).failures
            .joined(separator: "\n")
    }

    @Test func seesASoftmaxThatForgetsItsMask() throws {
        let right = try #require(AttentionLoop.kernel.reference(.float64))
        #expect(try findings("attention", right) == "")
        let wrong = AttentionLoop { call in
            var call = call
            call.mask = nil
            right.run(call)
        }
        let text = try findings("attention", wrong)
        #expect(text.contains("mask true") && !text.contains("mask false"))
    }

    @Test func seesAGradientThatLooksAhead() throws {
        let right = try #require(AttentionGradientLoop.kernel.reference(.float64))
        #expect(try findings("attention.gradient", right) == "")
        let wrong = AttentionGradientLoop { call in
            var call = call
            call.firstSeen = call.firstSeen.map { $0 + 1 }
            right.run(call)
        }
        let text = try findings("attention.gradient", wrong)
        #expect(text.contains("first 0") && !text.contains("first all"))
    }
}
