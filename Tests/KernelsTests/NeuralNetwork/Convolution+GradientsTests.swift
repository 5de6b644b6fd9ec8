import Kernels
import TestSupport
import Testing

struct ConvolutionGradientsTests {
    private func checkInput<T: Element>(_: T.Type, _ index: Int) {
        let (name, sizes) = ConvolutionCases.all[index]
        let arrays = ConvolutionArrays<T>(sizes)
        let (g, weight) = (arrays.g.values, arrays.weight.values)
        var expected = [Double](repeating: 0, count: arrays.x.count)
        arrays.forEachProduct { output, i, j in expected[i] += g[output] * weight[j] }
        onEveryTable { table in
            let dx = Block<T>(shape: arrays.x.shape)
            #expect(Convolution.inputGradient(dx.view, arrays.g.view, arrays.weight.view, sizes))
            #expect(dx.values == expected && dx.isIntact, "\(table) \(T.self) \(name)")
        }
    }

    private func checkWeight<T: Element>(_: T.Type, _ index: Int) {
        let (name, sizes) = ConvolutionCases.all[index]
        let arrays = ConvolutionArrays<T>(sizes)
        let (g, x) = (arrays.g.values, arrays.x.values)
        var expected = [Double](repeating: 0, count: arrays.weight.count)
        arrays.forEachProduct { output, i, j in expected[j] += g[output] * x[i] }
        onEveryTable { table in
            let dw = Block<T>(shape: arrays.weight.shape)
            #expect(Convolution.weightGradient(dw.view, arrays.x.view, arrays.g.view, sizes))
            #expect(dw.values == expected && dw.isIntact, "\(table) \(T.self) \(name)")
        }
    }

    @Test(arguments: ConvolutionCases.all.indices)
    func inputGradientAgreesWithALoop(index: Int) {
        checkInput(Float.self, index)
        checkInput(Double.self, index)
    }

    @Test(arguments: ConvolutionCases.all.indices)
    func weightGradientAgreesWithALoop(index: Int) {
        checkWeight(Float.self, index)
        checkWeight(Double.self, index)
    }
}
