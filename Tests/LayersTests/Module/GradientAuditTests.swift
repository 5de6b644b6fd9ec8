import Layers
import TestSupport
import Testing

/// A layer whose result is rounded, one that is not used, one that passes nothing on, and one that
/// overflows.
private final class Broken: Layer {
    let rounded: Linear
    let unused: Linear
    let idle: Linear
    let dead: Linear
    let steep: Linear
    let frozen: Linear

    init() throws {
        func layer() throws -> Linear {
            try Linear(
                Linear.Configuration(inputs: 1, outputs: 1, bias: false),
                generator: Generator(seed: 1))
        }
        rounded = try layer()
        unused = try layer()
        idle = try layer()
        dead = try layer()
        steep = try layer()
        frozen = try layer()
        frozen.requiresGrad(false)
    }

    func forward(_ x: Tensor) throws -> Tensor {
        _ = try unused(x).exp()
        let zero = try steep(x) - steep(x).detach()
        return try rounded(x).round() + (dead(x) - 1e6).relu() + zero.sqrt() + frozen(x)
    }
}

struct GradientAuditTests {
    @Test func readsAsAList() throws {
        let model = try Broken()
        let audit = try model.auditGradients { try model(Tensor.ones([1, 1])).sum() }
        #expect(!audit.isClean && audit.parameterCount == 6)
        let lines = "\(audit)".split(separator: "\n").map(String.init)
        let expected = [
            "5 of 5 parameters have no gradient to learn from:",
            "  rounded.weight: no gradient: cut by round, which has the gradient zero everywhere, in ",
            "  unused.weight: no gradient: the loss does not depend on the result of exp in ",
            "  idle.weight: no gradient: no operation used the parameter",
            "  dead.weight: the gradient is zero everywhere",
            "  steep.weight: the gradient is inf at [0, 0]",
            "frozen: frozen.weight",
        ]
        #expect(lines.count == expected.count)
        for (line, start) in zip(lines, expected) { #expect(line.hasPrefix(start)) }
        for line in lines[1...2] { #expect(line.contains("(GradientAuditTests.swift:"), "\(line)") }
    }

    @Test func aCleanOneSaysSo() throws {
        let model = try Linear(2, 3)
        let audit = try model.auditGradients { try model(Tensor.ones([1, 2])).sum() }
        #expect(audit.isClean && "\(audit)" == "all 2 parameters have gradients")
    }
}
