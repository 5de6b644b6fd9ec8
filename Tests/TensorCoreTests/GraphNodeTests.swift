import TensorCore
import TestSupport
import Testing

struct GraphNodeTests {
    @Test func aLeafLiesAtTheBottom() {
        #expect(Leaf().depth == 0 && Leaf().gradient == nil)
    }

    @Test func aLeafKeepsItsGradient() throws {
        let leaf = Leaf()
        leaf.gradient = try constant([1, 2])
        try leaf.update { total throws(TensorError) in
            #expect(total?.values == [1, 2])
            total = try Tensor([5], shape: [1])
        }
        #expect(leaf.gradient?.values == [5])
        leaf.gradient = nil
        #expect(leaf.gradient == nil)
    }

    @Test func anUpdateThatFailsThrowsItsError() throws {
        let leaf = Leaf()
        leaf.gradient = try constant([1])
        let text = errorText {
            try leaf.update { _ throws(TensorError) in
                throw TensorError(.value, "test", message: "stop")
            }
        }
        #expect(text == "test: stop" && leaf.gradient?.values == [1])
    }

    @Test func updatesOfManyThreadsAddUp() throws {
        let leaf = Leaf()
        leaf.gradient = try constant([0])
        try onThreads(8) { _ in
            for _ in 0..<200 {
                try leaf.update { total throws(TensorError) in
                    total = try Tensor([(total?.values.first ?? .nan) + 1], shape: [1])
                }
            }
        }
        #expect(leaf.gradient?.values == [1600])
    }
}
