import Layers
import TestSupport
import Testing

struct ModuleFunctionalTests {
    private func model() throws -> (Sequential, Tensor) {
        let model = try makeDouble(
            Sequential(
                Linear(2, 3, generator: Generator(seed: 1)), Tanh(),
                Linear(3, 1, generator: Generator(seed: 2))))
        return (model, try sample([4, 2]))
    }

    @Test func gradientsByNameAreThoseOfBackward() throws {
        let (model, x) = try model()
        let (value, gradients) = try model.valueAndGrad { try model(x).square().sum() }
        #expect(model.parameters().allSatisfy { $0.grad == nil } && !value.requiresGrad)
        let loss = try model(x).square().sum()
        try loss.backward()
        #expect(value.values == loss.values)
        #expect(gradients.keys.sorted() == ["0.bias", "0.weight", "2.bias", "2.weight"])
        for (name, parameter) in model.namedParameters() {
            #expect(gradients[name]?.values == parameter.grad?.values)
        }
    }

    @Test func frozenAndUnusedParametersHaveNoGradient() throws {
        let (model, x) = try model()
        try model[0].requiresGrad(false)
        let (_, some) = try noGrad { try model.valueAndGrad { try model(x).sum() } }
        #expect(some.keys.sorted() == ["2.bias", "2.weight"])
        let (_, first) = try model.valueAndGrad { try model[2](sample([1, 3])).sum() }
        #expect(first.count == 2)
        model.requiresGrad(false)
        #expect(try model.valueAndGrad { try model(x).sum() }.gradients.isEmpty)
    }

    @Test func otherWeightsForOneCall() throws {
        let (model, x) = try model()
        let before = bits(of: model)
        let weight = try constant([1, 2, 3], [1, 3])
        let found = try model.functionalCall(["2.weight": weight]) { try model(x) }
        #expect(bits(of: model) == before)
        let plain = try model(x)
        model.namedParameters().first { $0.name == "2.weight" }?.parameter.value = weight
        #expect(try found.values == model(x).values && found.values != plain.values)
    }

    /// The gradient by a starting weight through a step of descent is that of the step written out.
    @Test func stepsAreDifferentiated() throws {
        let layer = try makeDouble(Linear(1, 1, bias: false))
        layer.weight = try constant([5], [1, 1])
        let w = layer.weight
        let x = try constant([1], [1, 1])
        let inner = try layer(x).square().sum()
        let step = try w - grad(of: inner, wrt: w, createGraph: true) * 0.1
        let loss = try layer.functionalCall(["weight": step]) { try layer(x).square().sum() }
        // (w − 0.2 w)², of which the derivative is 2 · 0.8² w.
        #expect(near(try grad(of: loss, wrt: w).values, [6.4]))
    }

    @Test func derivativesByWeights() throws {
        let (model, x) = try model()
        let weight = try model[2].parameters()[0].value
        let h = try hessian(
            of: { w in
                try model.functionalCall(["2.weight": w]) { try model(x).square().sum() }
            }, at: weight)
        // Of Σ (w · a + b)²: 2 Σ a aᵀ.
        let a = try model[1](model[0](x)).detach()
        let expected = try a.t().matmul(a) * 2
        #expect(h.shape == [1, 3, 1, 3] && near(h.values, expected.values, within: 1e-12))
    }

    @Test func rejectsNamesAndShapesThatDoNotFit() throws {
        let layer = try Linear(2, 3)
        #expect(
            errorText { try layer.functionalCall(["weigth": .zeros(3, 2)]) {} }
                == "functionalCall: expected names of parameters of Linear; got \"weigth\". They are "
                + "[\"weight\", \"bias\"].")
        #expect(
            errorText { try layer.functionalCall(["weight": .zeros(2, 3)]) {} }
                == "functionalCall: expected float32 [3, 2] for \"weight\"; got float32 [2, 3].")
        let error = errorText { try layer.functionalCall(["bias": .zeros(3, dtype: .float64)]) {} }
        #expect(error.contains("float64"))
    }
}
