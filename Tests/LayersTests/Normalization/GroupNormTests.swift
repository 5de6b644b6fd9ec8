import Layers
import TestSupport
import Testing

struct GroupNormTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: GroupNorm.self) }

    @Test func groupsAreNormalized() throws {
        let layer = try GroupNorm(2, 4)
        let y = try layer(constant([1, 3, 10, 14], [1, 4], .float32))
        #expect(near(y.values, [-1, 1, -1, 1], within: 1e-5))
        #expect(layer.stateDict().keys == ["weight", "bias"])
        #expect(try GroupNorm(2, 4, affine: false).stateDict().isEmpty)
    }

    @Test func rejectsWhatDoesNotFit() throws {
        #expect(
            errorText { _ = try GroupNorm(3, 4) }
                == "GroupNorm: expected channels, and groups that divide them; got 4 channels and 3 "
                + "groups.")
        #expect(errorText { _ = try GroupNorm(2, 4, eps: -1) }.contains("eps"))
        #expect(errorText { _ = try GroupNorm(2, 4)(.zeros(1, 6, 2)) }.contains("[n, 4, ...]"))
    }
}
