import Layers
import TestSupport
import Testing

struct FoldTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Fold.self) }

    @Test func blocksAreAddedUp() throws {
        let image = try Fold(3, kernelSize: 2)(.ones(1, 4, 4))
        #expect(image.values == [1, 2, 1, 2, 4, 2, 1, 2, 1])
        #expect(try Fold(Size2(3, 4), kernelSize: 2, stride: 1)(.zeros(8, 6)).shape == [2, 3, 4])
    }

    @Test func gradients() throws {
        try checkGradients(of: Fold(3, kernelSize: 2), at: sample([1, 4, 4]))
    }

    @Test func rejectsWhatIsOutOfRange() {
        for make in [
            { try Fold(0, kernelSize: 1) }, { try Fold(2, kernelSize: 0) },
            { try Fold(2, kernelSize: 1, dilation: 0) },
            { try Fold(2, kernelSize: 1, padding: -1) },
            { try Fold(2, kernelSize: 1, stride: 0) },
        ] { #expect(errorText { _ = try make() }.hasPrefix("Fold: expected")) }
    }
}
