import Autograd
import Testing

struct Size2Tests {
    @Test func anIntegerStandsForBoth() {
        let size: Size2 = 3
        #expect(size == Size2(3, 3) && Size2(3) == size && size != Size2(3, 4))
        #expect(Size2(2, 5).height == 2 && Size2(2, 5).width == 5)
        #expect(Set([Size2(1, 2), Size2(2, 1), Size2(1, 2)]).count == 2)
    }

    @Test func isPrintedAsAProduct() {
        #expect("\(Size2(3, 5))" == "3×5" && "\(Size2(-1))" == "-1×-1")
    }
}
