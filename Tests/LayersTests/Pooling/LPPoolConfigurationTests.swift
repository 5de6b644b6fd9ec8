import Layers
import TestSupport
import Testing

struct LPPoolConfigurationTests {
    @Test func sizesAreThoseOfTheLayer() throws {
        let model = try Sequential(
            json: """
                {"layers": [{"type": "LPPool1d", "normType": 2, "kernelSize": 3},
                 {"type": "LPPool2d", "normType": 1.5, "kernelSize": [3, 2], "stride": 2,
                 "ceilMode": true}]}
                """)
        #expect(
            (model.layers[0] as? LPPool1d)?.configuration
                == LPPoolConfiguration(normType: 2, kernelSize: 3))
        #expect(
            (model.layers[1] as? LPPool2d)?.configuration
                == LPPoolConfiguration(
                    normType: 1.5, kernelSize: Size2(3, 2), stride: 2, ceilMode: true))
    }

    @Test func whatIsOutOfRangeIsShownAsItWasGiven() {
        #expect(
            errorText { _ = try LPPool1d(0, kernelSize: 2) }
                == "LPPool1d: expected a normType other than 0 and NaN; got 0.0.")
        #expect(
            errorText { _ = try LPPool2d(2, kernelSize: Size2(3, 0)) }
                == "LPPool2d: expected a kernelSize of at least 1; got 3×0.")
        #expect(
            errorText { _ = try LPPool1d(2, kernelSize: 2, stride: 0) }
                == "LPPool1d: expected a stride of at least 1; got 0.")
    }
}
