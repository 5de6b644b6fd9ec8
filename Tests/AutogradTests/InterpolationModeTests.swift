import Autograd
import Testing

struct InterpolationModeTests {
    @Test func namesArePyTorchs() {
        #expect(
            InterpolationMode.allCases.map(\.rawValue) == [
                "nearest", "nearest-exact", "linear", "bilinear", "trilinear",
            ])
    }
}
