import Layers
import TestSupport
import Testing

struct MaxPoolConfigurationTests {
    @Test func sizesAreThoseOfTheLayer() throws {
        let model = try Sequential(
            json: """
                {"layers": [{"type": "MaxPool1d", "kernelSize": 3, "padding": 1},
                 {"type": "MaxPool2d", "kernelSize": [3, 2], "stride": 2, "ceilMode": true}]}
                """)
        #expect(
            (model.layers[0] as? MaxPool1d)?.configuration
                == MaxPoolConfiguration(kernelSize: 3, padding: 1))
        #expect(
            (model.layers[1] as? MaxPool2d)?.configuration
                == MaxPoolConfiguration(kernelSize: Size2(3, 2), stride: 2, ceilMode: true))
    }

    @Test func whatIsOutOfRangeIsShownAsItWasGiven() {
        #expect(
            errorText { _ = try MaxPool1d(3, padding: 2) }
                == "MaxPool1d: expected a padding of at most half of kernelSize 3; got 2.")
        #expect(
            errorText { _ = try MaxPool1d(3, dilation: 0) }
                == "MaxPool1d: expected a dilation of at least 1; got 0.")
        #expect(
            errorText { _ = try MaxPool2d(Size2(3, 2), padding: Size2(1, 2)) }
                == "MaxPool2d: expected a padding of at most half of kernelSize 3×2; got 1×2.")
        #expect(errorText { _ = try MaxPool2d(2, stride: 0) }.contains("a stride of at least 1"))
    }
}
