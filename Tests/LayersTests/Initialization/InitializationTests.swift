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

    @Test func sizesWithoutAProductHaveNoFan() throws {
        for shape: Shape in [[1, 1, 1 << 32, 1 << 32], [0, 1 << 62, 4], [-1, 2]] {
            let text = errorText { _ = try Fan(of: shape) }
            #expect(text.hasPrefix("Fan: expected sizes of at least 0 whose product is below 2^61"))
        }
        #expect(try Fan(of: [0, 3, 2]).input == 6)
    }
}
