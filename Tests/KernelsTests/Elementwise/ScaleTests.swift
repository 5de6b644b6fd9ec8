import Kernels
import TestSupport
import Testing

struct ScaleTests {
    @Test(arguments: [0, 1, 7, 70_001])
    func dividesEveryElement(count: Int) {
        func check<T: Element & BinaryFloatingPoint>(_: T.Type) {
            let x = Guarded<T>((0..<count).map { T($0 % 1000) })
            Scale.divide(x.view, by: 3)
            #expect(x.elements == (0..<count).map { T($0 % 1000) / 3 } && x.isIntact)
        }
        check(Float.self)
        check(Double.self)
    }

    @Test func byZeroGivesInfinityOrNotANumber() {
        let x = Guarded([1, -1, 0] as [Double])
        Scale.divide(x.view, by: 0)
        #expect(same(x.values, [.infinity, -.infinity, .nan]))
    }
}
