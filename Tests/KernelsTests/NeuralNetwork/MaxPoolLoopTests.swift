import Kernels
import TestSupport
import Testing

struct MaxPoolLoopTests {
    private static func sizes(
        _ size: (Int, Int), _ output: (Int, Int), kernel: (Int, Int), stride: (Int, Int),
        padding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1)
    ) -> PoolingSizes {
        PoolingSizes(
            size: size, output: output, kernel: kernel, stride: stride, padding: padding,
            dilation: dilation)
    }

    private static let cases: [(name: String, sizes: PoolingSizes)] = [
        ("halves", sizes((6, 8), (3, 4), kernel: (2, 2), stride: (2, 2))),
        ("halves, a rest is left", sizes((7, 9), (3, 4), kernel: (2, 2), stride: (2, 2))),
        ("ceil", sizes((5, 5), (3, 3), kernel: (2, 2), stride: (2, 2))),
        ("overlaps", sizes((6, 7), (4, 3), kernel: (3, 2), stride: (1, 2))),
        ("padding", sizes((5, 4), (3, 2), kernel: (3, 3), stride: (2, 2), padding: (1, 1))),
        ("dilation", sizes((7, 7), (3, 5), kernel: (3, 2), stride: (1, 1), dilation: (2, 2))),
        ("one window", sizes((3, 4), (1, 1), kernel: (3, 4), stride: (1, 1))),
        ("windows of one", sizes((3, 4), (3, 4), kernel: (1, 1), stride: (1, 1))),
        ("a window without elements", sizes((2, 2), (2, 2), kernel: (1, 1), stride: (3, 3))),
        ("many planes", sizes((28, 28), (14, 14), kernel: (2, 2), stride: (2, 2))),
    ]

    private func expected(
        _ x: ArraySlice<Double>, _ s: PoolingSizes
    ) -> (values: [Double], positions: [Int32]) {
        var (values, positions) = ([Double](), [Int32]())
        for row in 0..<s.outputHeight {
            for column in 0..<s.outputWidth {
                var (best, place) = (-Double.infinity, Int32(-1))
                for i in 0..<s.kernelHeight {
                    for j in 0..<s.kernelWidth {
                        let y = row * s.strideHeight + i * s.dilationHeight - s.paddingHeight
                        let z = column * s.strideWidth + j * s.dilationWidth - s.paddingWidth
                        guard (0..<s.height).contains(y), (0..<s.width).contains(z) else {
                            continue
                        }
                        let value = x[x.startIndex + y * s.width + z]
                        if place < 0 || value > best || value.isNaN {
                            (best, place) = (value, Int32(y * s.width + z))
                        }
                    }
                }
                values.append(best)
                positions.append(place)
            }
        }
        return (values, positions)
    }

    private func check<T: Element & BinaryFloatingPoint>(
        _: T.Type, _ index: Int, specials: Bool, _ table: String
    ) throws {
        let (name, sizes) = Self.cases[index]
        let planes = name == "many planes" ? 40 : 3
        var random = SplitMix(state: 1)
        let x = Guarded<T>([planes, sizes.height, sizes.width], in: 0...4, &random)
        for i in 0..<x.count {
            // Few values, so that there are equal ones.
            x.pointer[i] = T(x.pointer[i].double.rounded(.down))
            if specials, i % 5 == 0 { x.pointer[i] = .nan }
            if specials, i % 7 == 0 { x.pointer[i] = -.infinity }
        }
        let shape: Shape = [planes, sizes.outputHeight, sizes.outputWidth]
        let (y, positions) = (Guarded<T>(shape: shape), Guarded<Int32>(shape: shape))
        try MaxPoolLoop.kernel.loop(T.dtype)(
            y.view, positions: positions.view, x.view, sizes, planes: planes)
        let length = sizes.height * sizes.width
        let all = (0..<planes).map { expected(x.values[$0 * length..<($0 + 1) * length], sizes) }
        let place = "\(table) \(T.self) \(name), specials \(specials)"
        #expect(same(y.values, all.flatMap(\.values)), "\(place)")
        #expect(positions.elements == all.flatMap(\.positions), "\(place)")
        #expect(y.isIntact && positions.isIntact)
    }

    /// Of equal elements the first counts, of NaNs the last, as in PyTorch.
    @Test(arguments: cases.indices)
    func agreesWithALoop(index: Int) throws {
        try onEveryTable { table in
            for specials in [false, true] {
                try check(Float.self, index, specials: specials, table)
                try check(Double.self, index, specials: specials, table)
            }
        }
    }
}
