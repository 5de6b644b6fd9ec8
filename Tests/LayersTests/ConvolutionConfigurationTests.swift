import Layers
import TestSupport
import Testing

struct ConvolutionConfigurationTests {
    @Test func rejectsWhatIsOutOfRange() {
        func text(_ change: (inout Conv2d.Configuration) -> Void) -> String {
            var options = Conv2d.Configuration(inChannels: 4, outChannels: 6, kernelSize: 3)
            change(&options)
            return errorText { _ = try Conv2d(options, generator: .default) }
        }
        #expect(text { $0.inChannels = 0 }.contains("got 0 inputs, 6 outputs and 1 groups"))
        #expect(text { $0.groups = 3 }.contains("groups that divide the channels"))
        #expect(text { $0.groups = 0 }.contains("0 groups"))
        #expect(text { $0.kernelSize = Size2(3, 0) }.contains("kernelSize of at least 1; got 3×0"))
        #expect(text { $0.stride = 0 }.contains("stride of at least 1"))
        #expect(text { $0.padding = -1 }.contains("padding of at least 0"))
        #expect(text { $0.dilation = Size2(0, 1) }.contains("dilation of at least 1"))
        #expect(text { _ in }.isEmpty)
    }

    @Test func sequencesHaveNumbersForSizes() throws {
        let options = Conv1d.Configuration(inChannels: 1, outChannels: 2, kernelSize: 3, stride: 0)
        #expect(
            errorText { _ = try Conv1d(options, generator: .default) }
                == "Conv1d: expected a stride of at least 1; got 0.")
        let text = errorText {
            _ = try Sequential(
                json: """
                    {"layers": [{"type": "Conv1d", "inChannels": 1, "outChannels": 2,
                     "kernelSize": [3, 5]}]}
                    """)
        }
        #expect(text.hasPrefix("Conv1d: expected a whole number for \"kernelSize\""))
    }

    @Test func sizesAreNumbersOrPairs() throws {
        let model = try Sequential(
            json: """
                {"layers": [{"type": "Conv2d", "inChannels": 1, "outChannels": 2,
                 "kernelSize": [3, 5], "padding": 2}]}
                """)
        let options = (model.layers[0] as? Conv2d)?.configuration
        #expect(
            options
                == Conv2d.Configuration(
                    inChannels: 1, outChannels: 2, kernelSize: Size2(3, 5), padding: 2))
        let text = errorText {
            _ = try Sequential(
                json: """
                    {"layers": [{"type": "Conv2d", "inChannels": 1, "outChannels": 2,
                     "kernelSize": [3, 5, 7]}]}
                    """)
        }
        #expect(
            text == "Conv2d: expected a whole number or [height, width] for \"kernelSize\"; got "
                + "[3, 5, 7]. (in layers[0])")
    }
}
