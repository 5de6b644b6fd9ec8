import Layers
import TestSupport
import Testing

struct UnflattenTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Unflatten.self) }

    @Test func axesAreSplit() throws {
        #expect(try Unflatten(dim: 1, [2, 3])(.zeros(4, 6, 5)).shape == [4, 2, 3, 5])
        #expect(try Unflatten(dim: -1, [-1, 2])(.zeros(4, 6)).shape == [4, 3, 2])
        #expect(
            errorText { _ = try Unflatten(dim: 1, [4, 2])(.zeros(1, 6)) }
                .contains("sizes that multiply to 6"))
    }

    @Test func gradients() throws {
        try checkGradients(of: Unflatten(dim: 1, [2, 2]), at: sample([2, 4]))
    }
}
