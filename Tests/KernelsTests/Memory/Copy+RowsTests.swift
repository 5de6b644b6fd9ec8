import Testing

import Kernels

struct CopyRowsTests {
    @Test(arguments: 0...40)
    func rowsAreCopiedAndNothingBesideThem(_ count: Int) {
        let source = Guarded<Float>((0..<count).map(Float.init))
        let target = Guarded<Float>(shape: [count])
        Copy.row(target.pointer, UnsafePointer(source.pointer), count: count)
        #expect(target.elements == source.elements && target.isIntact)
    }

    @Test(arguments: 0...40)
    func pairsArePulledApart(_ count: Int) {
        let source = Guarded<Float>((0..<2 * count).map(Float.init))
        let (first, second) = (Guarded<Float>(shape: [count]), Guarded<Float>(shape: [count]))
        Copy.pairs(
            first.pointer, second.pointer, UnsafePointer(source.pointer), count: count)
        #expect(first.elements == (0..<count).map { Float(2 * $0) } && first.isIntact)
        #expect(second.elements == (0..<count).map { Float(2 * $0 + 1) } && second.isIntact)
    }

    @Test(arguments: 1...40)
    func everySecondElementIsCopied(_ count: Int) {
        // One element less than pairs: the last one's neighbour is not there to be read.
        let source = Guarded<Float>((0..<2 * count - 1).map(Float.init))
        let target = Guarded<Float>(shape: [count])
        Copy.everySecond(target.pointer, UnsafePointer(source.pointer), count: count)
        #expect(target.elements == (0..<count).map { Float(2 * $0) } && target.isIntact)
    }
}
