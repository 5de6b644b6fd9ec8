import Layers
import TestSupport
import Testing

struct GRUTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: GRU.self) }

    @Test func gradientsReachEveryParameterAndFirstState() throws {
        try checkGradients(of: GRU(2, 2, numLayers: 2, bidirectional: true), at: sample([2, 2, 2]))
        let layer = try makeDouble(GRU(2, 3))
        let h = try leaf([0.1, 0.2, 0.3], [1, 1, 3])
        let (output, _) = try layer(sample([2, 1, 2]), state: h)
        try output.sum().backward()
        #expect(h.grad?.values.allSatisfy { $0 != 0 } == true)
    }
}
