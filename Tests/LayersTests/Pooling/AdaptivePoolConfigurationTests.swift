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
                == AdaptivePoolConfiguration(outputSize: AdaptiveSize2(3, 2)))
    }

    @Test func nullIsTheInputsOwnSize() throws {
        func model(_ size: String) throws -> Sequential {
            try Sequential(
                json: #"{"layers": [{"type": "AdaptiveAvgPool2d", "outputSize": \#(size)}]}"#)
        }
        let rows = try model("[null, 2]")
        #expect(
            (rows.layers[0] as? AdaptiveAvgPool2d)?.configuration
                == AdaptivePoolConfiguration(outputSize: AdaptiveSize2(nil, 2)))
        #expect(try rows(.zeros(1, 5, 4)).shape == [1, 5, 2])
        #expect(try Sequential(rows.specification()).specification() == rows.specification())
        for wrong in ["null", "[null]", "[1, null, 2]", #""2""#, "[0, null]"] {
            let text = errorText { _ = try model(wrong) }
            #expect(text.hasPrefix("AdaptiveAvgPool2d: expected a"), "\(text)")
        }
    }

    @Test func whatIsOutOfRangeIsShownAsItWasGiven() {
        #expect(
            errorText { _ = try AdaptiveMaxPool1d(0) }
                == "AdaptiveMaxPool1d: expected a outputSize of at least 1; got 0.")
        #expect(errorText { _ = try AdaptiveAvgPool2d(Size2(1, 0)) }.contains("got 1×0"))
    }
}
