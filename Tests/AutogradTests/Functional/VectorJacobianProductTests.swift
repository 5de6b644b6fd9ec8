import Autograd
import TestSupport
import Testing

struct VectorJacobianProductTests {
    @Test func severalInputsAndOutputs() throws {
        let inputs = [try constant([1, 2]), try constant([3, 4])]
        let v = [try constant([1, 10]), try constant([100], [])]
        let (outputs, products) = try vjp(
            of: { [try $0[0] * $0[1], try ($0[0] + $0[1]).sum()] }, at: inputs, v: v)
        #expect(outputs.map(\.values) == [[3, 8], [10]])
        #expect(products.map(\.values) == [[103, 140], [101, 120]])
    }

    @Test func oneNumberNeedsNoVector() throws {
        #expect(try vjp(of: { $0.square().sum() }, at: constant([1, 2])).vjp.values == [2, 4])
    }

    @Test func theVectorIsConverted() throws {
        let product = try vjp(of: { $0 * 2 }, at: constant([1, 2]), v: Tensor([1, 2])).vjp
        #expect(product.dtype == .float64 && product.values == [2, 4])
    }
}
