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
        #expect(
            text {
                $0.stride = 2
                $0.padding = .same
            }.hasPrefix("Conv2d: expected a stride of 1 with padding same; got 2×2."))
        #expect(text { $0.dilation = Size2(0, 1) }.contains("dilation of at least 1"))
        #expect(text { _ in }.isEmpty)
    }

    @Test func paddingIsANameOrASize() throws {
        func layer(_ options: String) throws -> Conv1d.Configuration? {
            let model = try Sequential(
                json: """
                    {"layers": [{"type": "Conv1d", "inChannels": 1, "outChannels": 2,
                     "kernelSize": 3, \(options)}]}
                    """)
            return (model.layers[0] as? Conv1d)?.configuration
        }
        let same = try layer(#""padding": "same", "paddingMode": "circular""#)
        #expect(same?.padding == .same && same?.paddingMode == .circular)
        #expect(try layer(#""padding": "valid""#)?.padding == .valid)
        #expect(try layer(#""padding": 2"#)?.paddingMode == .zeros)
        #expect(
            errorText { _ = try layer(#""padding": "full""#) }
                == #"Conv1d: expected "same", "valid" or a size for "padding"; got "full". "#
                + "(in layers[0])")
        #expect(
            errorText { _ = try layer(#""paddingMode": "mirror""#) }.hasPrefix("Conv1d: expected "))
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
