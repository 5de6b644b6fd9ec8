import Layers
import TestSupport
import Testing

struct AdaptivePoolConfigurationTests {
    @Test func sizesAreThoseOfTheLayer() throws {
        let model = try Sequential(
            json: """
                {"layers": [{"type": "AdaptiveAvgPool1d", "outputSize": 3},
                 {"type": "AdaptiveMaxPool2d", "outputSize": [3, 2]}]}
                """)
        #expect(
            (model.layers[0] as? AdaptiveAvgPool1d)?.configuration
                == AdaptivePoolConfiguration(outputSize: 3))
        #expect(
            (model.layers[1] as? AdaptiveMaxPool2d)?.configuration
                == AdaptivePoolConfiguration(outputSize: Size2(3, 2)))
    }

    @Test func whatIsOutOfRangeIsShownAsItWasGiven() {
        #expect(
            errorText { _ = try AdaptiveMaxPool1d(0) }
                == "AdaptiveMaxPool1d: expected a outputSize of at least 1; got 0.")
        #expect(errorText { _ = try AdaptiveAvgPool2d(Size2(1, 0)) }.contains("got 1×0"))
    }
}
