import Data
import TestSupport
import Testing

struct OneHotTests {
    let generator = Generator(seed: 0)

    @Test func eachLabelIsARow() throws {
        let rows = try OneHot(classes: 3)(Tensor([2, 0], shape: [2]), generator: generator)
        #expect(rows.dtype == .float32 && rows.shape == [2, 3])
        #expect(rows.values == [0, 0, 1, 1, 0, 0])
        let one = try OneHot(classes: 2)(Tensor([1] as [UInt8], shape: []), generator: generator)
        #expect(one.shape == [2] && one.values == [0, 1])
        #expect(
            try OneHot(classes: 2)(.zeros([0], dtype: .int64), generator: generator).shape == [
                0, 2,
            ])
    }

    @Test func refusesOtherLabels() throws {
        let oneHot = try OneHot(classes: 3)
        for label in [-1, 3] {
            #expect(
                errorText { _ = try oneHot(Tensor([label], shape: [1]), generator: generator) }
                    .contains("OneHot: expected indices from 0 to 2; got \(label)."))
        }
        #expect(
            errorText { _ = try oneHot(.zeros(2), generator: generator) }
                .contains("expected integers; got float32."))
        #expect(throws: TensorError.self) { try OneHot(classes: 0) }
    }
}
