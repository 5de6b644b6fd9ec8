import Data
import TestSupport
import Testing

struct ToFloatTests {
    @Test func bytesBecomePartsOfOne() throws {
        let result = try ToFloat()(
            Tensor([0, 51, 255] as [UInt8], shape: [3]), generator: Generator(seed: 0))
        #expect(result.dtype == .float32)
        #expect(result.toArray(as: Float.self) == [0, 0.2, 1])
    }

    @Test func otherNumbersStayWhatTheyAre() throws {
        for dtype in [DType.int64, .float64, .float16] {
            let result = try ToFloat()(constant([0, 3], dtype), generator: Generator(seed: 0))
            #expect(result.dtype == .float32 && result.values == [0, 3])
        }
    }
}
