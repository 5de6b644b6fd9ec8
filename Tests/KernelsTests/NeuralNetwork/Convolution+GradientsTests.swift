import Kernels
import TestSupport
import Testing

struct ConvolutionGradientsTests {
    private func check<T: Element>(_: T.Type, _ index: Int) {
        let (name, sizes) = ConvolutionCases.all[index]
        let arrays = ConvolutionArrays<T>(sizes)
        let (g, weight) = (arrays.g.values, arrays.weight.values)
        var expected = [Double](repeating: 0, count: arrays.x.count)
        arrays.forEachProduct { output, i, j in expected[i] += g[output] * weight[j] }
        onEveryTable { table in
            let dx = Guarded<T>(shape: arrays.x.shape)
            #expect(Convolution.inputGradient(dx.view, arrays.g.view, arrays.weight.view, sizes))
            #expect(dx.values == expected && dx.isIntact, "\(table) \(T.self) \(name)")
        }
    }

    @Test(arguments: ConvolutionCases.all.indices)
    func inputGradientAgreesWithALoop(index: Int) {
        check(Float.self, index)
        check(Double.self, index)
    }
}
