import Layers
import TestSupport
import Testing

struct InitializationTests {
    @Test("seed defect 42: fans of [outputs, inputs, …kernel], as PyTorch counts them")
    func fans() throws {
        let linear = try Fan(of: [1000, 10])
        #expect(linear.input == 10 && linear.output == 1000)
        let convolution = try Fan(of: [64, 32, 3, 5])
        #expect(convolution.input == 480 && convolution.output == 960)
        #expect(
            errorText { _ = try Fan(of: [3]) }
                == "Fan: expected a weight of at least two dims; got [3].")
    }
}
