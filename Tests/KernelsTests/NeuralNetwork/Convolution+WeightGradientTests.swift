import Kernels
import TestSupport
import Testing

struct ConvolutionWeightGradientTests {
    private func check<T: Element>(_: T.Type, _ index: Int) {
        let (name, sizes) = ConvolutionCases.all[index]
        let arrays = ConvolutionArrays<T>(sizes)
        let (g, x) = (arrays.g.values, arrays.x.values)
        var expected = [Double](repeating: 0, count: arrays.weight.count)
        arrays.forEachProduct { output, i, j in expected[j] += g[output] * x[i] }
        onEveryTable { table in
            let dw = Guarded<T>(shape: arrays.weight.shape)
            #expect(Convolution.weightGradient(dw.view, arrays.x.view, arrays.g.view, sizes))
            #expect(dw.values == expected && dw.isIntact, "\(table) \(T.self) \(name)")
        }
    }

    @Test(arguments: ConvolutionCases.all.indices)
    func agreesWithALoop(index: Int) {
        check(Float.self, index)
        check(Double.self, index)
    }
}
