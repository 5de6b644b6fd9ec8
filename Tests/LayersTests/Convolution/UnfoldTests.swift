import Layers
import TestSupport
import Testing

import class Layers.Unfold

struct UnfoldTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Unfold.self) }

    @Test func blocksAreColumns() throws {
        #expect(try Unfold(Size2(2, 3))(.zeros(1, 2, 4, 5)).shape == [1, 12, 9])
        #expect(try Unfold(2, padding: 1, stride: 2)(.zeros(2, 4, 4)).shape == [8, 9])
    }

    @Test func gradients() throws {
        try checkGradients(of: Unfold(2, dilation: 2), at: sample([1, 1, 4, 3]))
    }

    @Test func rejectsWhatIsOutOfRange() {
        for make in [
            { try Unfold(0) }, { try Unfold(2, dilation: 0) }, { try Unfold(2, padding: -1) },
            { try Unfold(2, stride: Size2(1, 0)) },
        ] { #expect(errorText { _ = try make() }.hasPrefix("Unfold: expected")) }
    }
}
