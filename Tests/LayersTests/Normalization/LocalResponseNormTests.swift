import Layers
import TestSupport
import Testing

struct LocalResponseNormTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: LocalResponseNorm.self) }

    @Test func neighboursDivide() throws {
        let layer = try LocalResponseNorm(2, alpha: 2, beta: 1)
        let y = try layer(constant([1, 2, 3], [1, 3, 1]))
        #expect(near(y.values, [1.0 / 2, 2.0 / 6, 3.0 / 14], within: 1e-15))
        #expect(
            errorText { _ = try LocalResponseNorm(0) }.hasPrefix(
                "LocalResponseNorm: expected a size"))
    }
}
