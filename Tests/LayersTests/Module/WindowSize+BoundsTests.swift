import Layers
import TestSupport
import Testing

struct WindowSizeBoundsTests {
    @Test func eachNumberHasAtLeastTheLeast() {
        #expect(
            errorText { _ = try AdaptiveMaxPool1d(0) }
                == "AdaptiveMaxPool1d: expected a outputSize of at least 1; got 0.")
        #expect(errorText { _ = try MaxPool2d(Size2(3, 0)) }.contains("at least 1; got 3×0"))
        #expect(errorText { _ = try AdaptiveMaxPool1d(1) }.isEmpty)
    }

    @Test func eachNumberHasAtMostTheMost() {
        let most = 1 << 31 - 1
        #expect(errorText { _ = try AdaptiveMaxPool1d(most) }.isEmpty)
        #expect(
            errorText { _ = try AdaptiveMaxPool1d(most + 1) }
                == "AdaptiveMaxPool1d: expected a outputSize of at most 2147483647; "
                + "got 2147483648.")
        #expect(
            errorText { _ = try MaxPool2d(Size2(1, most + 1)) }
                .contains("kernelSize of at most 2147483647; got 1×2147483648"))
    }
}
