import Autograd
import Testing

struct ElementwiseUnaryNumberTests {
    @Test func optionsAreRoundedOnceToTheLoopsType() {
        for value in [0, -0.0, 0.1, -1e300, .leastNonzeroMagnitude, .infinity, .pi] as [Double] {
            #expect((number(value) as Double).bitPattern == value.bitPattern)
            #expect((number(value) as Float).bitPattern == Float(value).bitPattern)
        }
        #expect((number(.nan) as Double).isNaN && (number(.nan) as Float).isNaN)
    }
}
