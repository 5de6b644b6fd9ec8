import Layers
import TestSupport
import Testing

struct FlattenTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Flatten.self) }

    @Test("seed defect 35: Flatten keeps to its last axis")
    func endDimCounts() throws {
        let x = try Tensor.zeros(2, 3, 4, 5)
        #expect(try Flatten(startDim: 1, endDim: 2)(x).shape == [2, 12, 5])
        #expect(try Flatten()(x).shape == [2, 60])
        #expect(try Flatten(startDim: -2)(x).shape == [2, 3, 20])
    }

    @Test func gradients() throws { try checkGradients(of: Flatten(), at: sample([2, 3, 2])) }

    @Test func rejectsAxesInTheWrongOrder() {
        #expect(!errorText { _ = try Flatten(startDim: 2, endDim: 1)(.zeros(2, 3, 4)) }.isEmpty)
        #expect(!errorText { _ = try Flatten(startDim: 3)(.zeros(2, 3)) }.isEmpty)
    }
}
