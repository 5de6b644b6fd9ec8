import Kernels
import TestSupport
import Testing

struct LoweringLoopTests {
    /// Calls `body` with each element of the lowered form of some rows: its index there, and that
    /// of the input's element that it stands for, nil where that is padding.
    private func forEach(
        _ sizes: ConvolutionSizes, channels: Int, rows: Range<Int>, _ body: (Int, Int?) -> Void
    ) {
        var index = 0
        for channel in 0..<channels {
            for (i, j) in (0..<sizes.kernelHeight).flatMap({ i in
                (0..<sizes.kernelWidth).map { (i, $0) }
            }) {
                for row in rows {
                    for column in 0..<sizes.outputWidth {
                        let y =
                            row * sizes.strideHeight + i * sizes.dilationHeight
                            - sizes.paddingHeight
                        let x =
                            column * sizes.strideWidth + j * sizes.dilationWidth
                            - sizes.paddingWidth
                        let isInside =
                            (0..<sizes.height).contains(y) && (0..<sizes.width).contains(x)
                        body(
                            index,
                            isInside ? (channel * sizes.height + y) * sizes.width + x : nil)
                        index += 1
                    }
                }
            }
        }
    }

    private func rowRanges(_ sizes: ConvolutionSizes) -> [Range<Int>] {
        let height = sizes.outputHeight
        return [0..<height, 0..<1, height - 1..<height, height / 3..<max(height / 2, height / 3)]
    }

    @Test(arguments: ConvolutionCases.all.indices)
    func lowerAgreesWithALoop(index: Int) throws {
        let (name, sizes) = ConvolutionCases.all[index]
        func check<T: Element>(_: T.Type, _ table: String) throws {
            let channels = min(sizes.channels, 2)
            var random = SplitMix(state: 1)
            let x = Block<T>([channels, sizes.height, sizes.width], in: -1...1, &random)
            for rows in rowRanges(sizes) {
                let count = channels * sizes.taps * rows.count * sizes.outputWidth
                let lowered = Block<T>(shape: [count])
                try LoweringLoop.lower.loop(T.dtype).run(
                    lowered.view.pointer, UnsafeRawPointer(x.view.pointer), sizes, channels, rows)
                var expected: [T] = []
                forEach(sizes, channels: channels, rows: rows) { _, source in
                    expected.append(source.map { x.pointer[$0] } ?? T(0))
                }
                #expect(lowered.elements == expected, "\(table) \(T.self) \(name) \(rows)")
                #expect(lowered.isIntact)
            }
        }
        try onEveryTable { table in
            try check(Float.self, table)
            try check(Double.self, table)
        }
    }

    @Test(arguments: ConvolutionCases.all.indices)
    func raiseAddsWhatLowerTakes(index: Int) throws {
        let (name, sizes) = ConvolutionCases.all[index]
        func check<T: Element>(_: T.Type, _ table: String) throws {
            let channels = min(sizes.channels, 2)
            for rows in rowRanges(sizes) {
                let count = channels * sizes.taps * rows.count * sizes.outputWidth
                // Whole numbers: their sums are exact.
                let lowered = Block<T>((0..<count).map { T(Double($0 % 97)) })
                let start = (0..<channels * sizes.height * sizes.width).map { T(Double($0 % 7)) }
                let planes = Block<T>(start)
                try LoweringLoop.raise.loop(T.dtype).run(
                    planes.view.pointer, UnsafeRawPointer(lowered.view.pointer), sizes, channels,
                    rows)
                var expected = start.map(\.double)
                forEach(sizes, channels: channels, rows: rows) { index, target in
                    if let target { expected[target] += lowered.pointer[index].double }
                }
                #expect(planes.values == expected, "\(table) \(T.self) \(name) \(rows)")
                #expect(planes.isIntact)
            }
        }
        try onEveryTable { table in
            try check(Float.self, table)
            try check(Double.self, table)
        }
    }
}
