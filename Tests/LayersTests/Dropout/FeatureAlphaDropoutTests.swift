import Layers
import TestSupport
import Testing

struct FeatureAlphaDropoutTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: FeatureAlphaDropout.self) }

    @Test func channelsAreDroppedWhole() throws {
        let layer = try FeatureAlphaDropout(0.5, generator: Generator(seed: 1))
        let y = try layer(.ones([10, 20, 3], dtype: .float64))
        #expect(Set(y.values).count == 2)
        for start in stride(from: 0, to: 600, by: 3) {
            #expect(Set(y.values[start..<start + 3]).count == 1)
        }
        layer.eval()
        #expect(try layer(constant([1, 2], [1, 2])).values == [1, 2])
    }
}
