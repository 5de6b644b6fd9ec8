import Autograd
import GradientCheck
import TestSupport
import Testing

struct ConnectionistTemporalClassificationCompositionTests {
    private func gradients(
        _ labels: [[Int]], _ lengths: [Int], _ zeroInfinity: Bool = false, _ dtype: DType = .float64
    ) throws -> [[Double]] {
        let shape: Shape = [6, labels.count, 4]
        let x = try leaf(Samples.values(shape, in: -4...0).values, shape, dtype)
        let operation = ConnectionistTemporalClassification(
            labels, lengths: lengths, zeroInfinity: zeroInfinity)
        return try [false, true].map { composed in
            try gradient(at: x, composed: composed) { try operation($0) }.values
        }
    }

    @Test func agreesWithTheFusedRule() throws {
        for dtype in [DType.float64, .float32] {
            let found = try gradients(
                [[1, 2, 3], [2, 2], [], [3]], [6, 5, 4, 1], false, dtype)
            #expect(near(found[1], found[0], within: dtype == .float64 ? 1e-13 : 1e-5))
        }
    }

    @Test func sequencesWithoutAPathHaveGradientZeroWhenAsked() throws {
        let found = try gradients([[1, 1], [2]], [2, 3], true)
        #expect(near(found[1], found[0], within: 1e-13))
        #expect(found[0].contains { $0 != 0 })
    }

    @Test func emptyBatchesHaveEmptyGradients() throws {
        for shape in [[3, 0, 2], [0, 0, 2]] as [Shape] {
            let x = try leaf([], shape)
            let operation = ConnectionistTemporalClassification([], lengths: [])
            for composed in [false, true] {
                #expect(
                    try gradient(at: x, composed: composed) { try operation($0) }.shape == shape)
            }
        }
    }
}
