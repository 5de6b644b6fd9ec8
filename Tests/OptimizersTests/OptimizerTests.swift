import Layers
import Optimizers
import TestSupport
import Testing

/// An optimizer of one's own: it moves every parameter by its rate against the gradient's sign.
private final class SignDescent: Optimizer {
    let parameters: [Parameter]
    let learningRates: LearningRates

    init(_ parameters: some Sequence<Parameter>, rates: Double...) {
        self.parameters = Array(parameters)
        learningRates = LearningRates(rates)
    }

    func step() throws {
        for parameter in parameters {
            guard let gradient = parameter.grad else { continue }
            try parameter.update { try $0 -= gradient.sign() * lr }
        }
    }

    func stateDict() -> StateDictionary { [:] }
    func loadStateDict(_ state: StateDictionary) throws {}
}

struct OptimizerTests {
    @Test func theRateOfTheFirstGroupIsReadAndAllAreSet() {
        let optimizer = SignDescent([Parameter](), rates: 0.1, 0.2, 0.3)
        #expect(optimizer.lr == 0.1)
        optimizer.lr = 0.5
        #expect((0..<3).map { optimizer.learningRates[$0] } == [0.5, 0.5, 0.5])
    }

    @Test func anOptimizerOfOnesOwnFollowsASchedule() throws {
        let x = try parameter([1, -1])
        let optimizer = SignDescent([x], rates: 0.5)
        let scheduler = try StepLR(optimizer, stepSize: 1, gamma: 0.5)
        for _ in 0..<2 {
            optimizer.zeroGrad()
            #expect(x.grad == nil)
            try x.value.square().sum().backward()
            try optimizer.step()
            scheduler.step()
        }
        #expect(x.values == [0.25, -0.25] && optimizer.lr == 0.125)
    }

    @Test func groupsTakeTheNamesOfAModelsParameters() throws {
        let model = try Linear(2, 1)
        let optimizer = try SGD(
            [ParameterGroup(model.parameters()) { $0.lr = 0.5 }], SGD.Options(lr: 0.1))
        #expect(optimizer.lr == 0.5 && optimizer.parameters.count == 2)
        #expect(optimizer.stateDict().keys.contains("state.weight.step"))
    }

    /// Seed defect 41: a generator that was used up gave an empty optimizer.
    @Test func aListWithAProblemThrowsIt() throws {
        final class Hiding: Layer {
            let layers: [ObjectIdentifier: Linear]
            init() throws {
                let layer = try Linear(1, 1)
                layers = [ObjectIdentifier(layer): layer]
            }
            func forward(_ input: Tensor) throws -> Tensor { input }
        }
        let model = try Hiding()
        #expect(errorText { _ = try SGD([ParameterGroup(model.parameters())]) } != "")
        #expect(errorText { _ = try SGD(model.parameters(), lr: 0.1) } != "")
    }
}
