import Layers
import TestSupport
import Testing

struct SinusoidalPositionalEncodingTests {
    @Test func passesTheLayerCheck() throws {
        try checkContract(of: SinusoidalPositionalEncoding.self)
    }

    @Test func codesAreThoseOfThePaper() throws {
        let x = try Tensor.zeros([3, 4], dtype: .float64)
        // numpy: sin and cos of p and p / 100.
        let expected = [
            0, 1, 0, 1, 0.841_470_984_807_896_5, 0.540_302_305_868_139_8, 0.009_999_833_334_166_664,
            0.999_950_000_416_665_3, 0.909_297_426_825_681_7, -0.416_146_836_547_142_4,
            0.019_998_666_693_333_08, 0.999_800_006_666_577_8,
        ]
        #expect(near(try SinusoidalPositionalEncoding(4)(x).values, expected, within: 1e-15))
    }

    @Test func layoutsAreTheSameCodes() throws {
        let x = try sample([2, 3, 4])
        let first = try SinusoidalPositionalEncoding(4, batchFirst: true)(x)
        let second = try SinusoidalPositionalEncoding(4)(x.transpose(0, 1)).transpose(0, 1)
        #expect(try first.values == second.contiguous().values)
        #expect(try SinusoidalPositionalEncoding(4).stateDict().isEmpty)
    }

    @Test func rejectsWhatIsOutOfRange() throws {
        #expect(errorText { _ = try SinusoidalPositionalEncoding(0) }.contains("dModel"))
        #expect(errorText { _ = try SinusoidalPositionalEncoding(4, dropout: 2) }.contains("got 2"))
        #expect(
            errorText { _ = try SinusoidalPositionalEncoding(4, maxLen: 2)(.zeros(3, 4)) }
                .contains("at most 2 places; got [3, 4]"))
    }
}
