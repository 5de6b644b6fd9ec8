import Layers
import TestSupport
import Testing

/// Two layers with something between.
private final class Between: Layer {
    let first: Linear
    let second: Linear
    private let change: (Tensor) throws -> Tensor

    init(_ change: @escaping (Tensor) throws -> Tensor) throws {
        let generator = Generator(seed: 5)
        first = try Linear(3, 2, generator: generator)
        second = try Linear(2, 1, generator: generator)
        self.change = change
    }

    func forward(_ x: Tensor) throws -> Tensor { try second(change(first(x))) }
}

struct ModuleGradientAuditTests {
    private let x = try? constant([1, 2, 3, 4, 5, 6], [2, 3], .float32)

    private func audit(
        _ change: @escaping (Tensor) throws -> Tensor
    ) throws -> [String: GradientAudit.Finding] {
        let model = try Between(change)
        let x = try #require(x)
        let audit = try model.auditGradients { try model(x).sum() }
        #expect(audit.parameterCount == 4)
        return Dictionary(uniqueKeysWithValues: audit.entries.map { ($0.parameter, $0.finding) })
    }

    @Test func aSoundModelIsClean() throws {
        #expect(try audit { $0.tanh() }.isEmpty)
    }

    @Test func namesTheOperationThatCut() throws {
        let changes: [(change: (Tensor) throws -> Tensor, operation: String)] = [
            ({ $0.detach() }, "detach"), ({ $0.round() }, "round"),
            ({ x in noGrad { x * 2 } }, "multiply"),
            ({ x in try x.to(dtype: .int32).to(dtype: .float32) }, "to"),
        ]
        for (change, operation) in changes {
            let findings = try audit(change)
            #expect(Set(findings.keys) == ["first.weight", "first.bias"], "\(operation)")
            for finding in findings.values {
                guard case .absent(.cut(let cuts)) = finding else {
                    Issue.record("\(operation): \(finding)")
                    continue
                }
                #expect(cuts.map(\.operation) == [operation])
                #expect("\(cuts[0].place)".contains("Module+GradientAuditTests.swift:"))
            }
        }
    }

    @Test func namesWhatIsNotUsed() throws {
        let findings = try audit { try Tensor.ones([$0.shape[0], 2]) }
        guard case .absent(.unused(let call))? = findings["first.weight"] else {
            Issue.record("\(findings)")
            return
        }
        #expect(call.operation == "linear")
        let model = try Between { $0 }
        let second = model.second
        let audit = try model.auditGradients { try second(Tensor.ones([1, 2])).sum() }
        #expect(
            audit.entries.map { "\($0)" } == [
                "first.weight: no gradient: no operation used the parameter",
                "first.bias: no gradient: no operation used the parameter",
            ])
    }

    @Test func zeroAndNonFiniteGradientsAreFound() throws {
        #expect(
            try audit { ($0 - 1000).relu() } == [
                "first.weight": .zero, "first.bias": .zero, "second.weight": .zero,
            ])
        let findings = try audit { try ($0 - $0.detach()).sqrt() }
        #expect(findings["first.bias"] == .notFinite("inf", at: [0]))
    }

    @Test func aLossWithoutAGraphHasAllParametersReported() throws {
        let model = try Between { $0 }
        let x = try #require(x)
        let audit = try model.auditGradients { try noGrad { try model(x).sum() } }
        #expect(audit.entries.count == 4)
        #expect("\(audit)".contains("was called inside noGrad"))
    }

    @Test func gatheredGradientsStayAsTheyAre() throws {
        let model = try Between { $0.tanh() }
        let x = try #require(x)
        _ = try model.auditGradients { try model(x).sum() }
        #expect(model.parameters().allSatisfy { $0.grad == nil })
    }

    @Test func withoutALossTheGatheredGradientsAreLookedThrough() throws {
        let model = try Between { $0.detach() }
        let x = try #require(x)
        let before = try model.auditGradients()
        #expect(before.entries.count == 4)
        try model(x).sum().backward()
        let audit = try model.auditGradients()
        #expect(
            audit.entries.map { "\($0)" } == [
                "first.weight: no gradient: auditGradients(of:) tells why",
                "first.bias: no gradient: auditGradients(of:) tells why",
            ])
        model.second.bias?.grad = try constant([nan], .float32)
        #expect(
            try model.auditGradients().entries.last.map { "\($0)" }
                == "second.bias: the gradient is nan at [0]")
    }

    @Test func frozenParametersAreNamedApart() throws {
        let model = try Between { $0.tanh() }
        model.first.requiresGrad(false)
        let x = try #require(x)
        let audit = try model.auditGradients { try model(x).sum() }
        #expect(audit.isClean && audit.frozen == ["first.weight", "first.bias"])
        try model(x).sum().backward()
        #expect(try model.auditGradients() == audit, "audits are values")
    }

    @Test func errorsOfTheLossComeThrough() throws {
        struct Stop: Error {}
        let model = try Between { $0 }
        #expect(throws: Stop.self) { try model.auditGradients { throw Stop() } }
        let x = try #require(x)
        #expect(errorText { _ = try model.auditGradients { try model(x) } }.contains("a scalar"))
    }
}
