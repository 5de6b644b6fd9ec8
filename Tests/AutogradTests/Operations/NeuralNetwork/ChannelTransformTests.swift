import Autograd
import GradientCheck
import TestSupport
import Testing

struct ChannelTransformTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(ChannelTransform.self) }

    @Test func scalesAndShiftsEachChannel() throws {
        let (scale, shift) = (try leaf([2, 10]), try leaf([0.5, -1]))
        let rows = try ChannelTransform()(Triple(constant([1, 2, 3, 4], [2, 2]), scale, shift))
        #expect(rows.values == [2.5, 19, 6.5, 39])
        let images = try ChannelTransform()(
            Triple(constant((1...8).map(Double.init), [2, 2, 2]), scale, shift))
        #expect(images.values == [2.5, 4.5, 29, 39, 10.5, 12.5, 69, 79])
        try images.sum().backward()
        #expect(scale.grad?.values == [14, 22] && shift.grad?.values == [4, 4])
    }

    @Test func shapesAndTypesMustFit() throws {
        let x = try Tensor.zeros(2, 3)
        let text = errorText { _ = try ChannelTransform()(Triple(x, .ones(3), .ones(2))) }
        #expect(
            text == "channelTransform: expected [n, channels, ...], [channels] and [channels]; got "
                + "[2, 3], [3] and [2].")
        #expect(
            errorText { _ = try ChannelTransform()(Triple(.zeros(3), .ones(3), .ones(3))) }
                .contains("[3], [3] and [3]"))
        #expect(
            errorText {
                _ = try ChannelTransform()(
                    Triple(x, .ones([3], dtype: .float64), .ones([3], dtype: .float64)))
            }.contains("got float32, float64 and float64"))
    }
}
