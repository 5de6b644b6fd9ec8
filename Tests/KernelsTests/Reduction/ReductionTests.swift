import Kernels
import TestSupport
import Testing

struct ReductionTests {
    /// Every choice of axes of some shapes.
    private static let cases: [(Shape, [Bool])] =
        ([[], [1], [7], [3, 4], [2, 3, 4], [3, 1, 2], [2, 3, 2, 3], [2, 2, 2, 2, 2, 2, 2]]
        as [Shape])
        .flatMap { shape in
            (0..<1 << shape.count).map { bits in
                (shape, shape.indices.map { bits >> $0 & 1 == 1 })
            }
        }

    private func kept(_ shape: Shape, _ isReduced: [Bool]) -> Shape {
        Shape(zip(shape, isReduced).filter { !$0.1 }.map(\.0))
    }

    private func expected(
        _ kind: ReductionKind, _ values: [Double], _ shape: Shape, _ isReduced: [Bool]
    ) -> [Double] {
        let kept = kept(shape, isReduced)
        // Strides of the result, 0 along axes that are reduced.
        var strides = Shape(repeating: 0, count: shape.count)
        for (axis, stride) in zip(shape.indices.filter { !isReduced[$0] }, kept.contiguousStrides) {
            strides[axis] = stride
        }
        let steps = shape.contiguousStrides
        var result = [Double?](repeating: nil, count: kept.elementCount)
        for (index, value) in values.enumerated() {
            var place = 0
            for axis in 0..<shape.count {
                place += index / steps[axis] % shape[axis] * strides[axis]
            }
            switch (kind, result[place]) {
            case (_, nil): result[place] = value
            case (.sum, let old?): result[place] = old + value
            case (.max, let old?): result[place] = max(old, value)
            case (.min, let old?): result[place] = min(old, value)
            }
        }
        return result.compactMap { $0 }
    }

    private func reduced<T: Element>(
        _ kind: ReductionKind, _ input: Guarded<T>, _ isReduced: [Bool]
    ) -> [T] {
        let output = Guarded<T>(shape: kept(input.shape, isReduced))
        #expect(Reduction.reduce(kind, output.view, input.view, isReduced: isReduced))
        #expect(output.isIntact)
        return output.elements
    }

    @Test(arguments: ReductionKind.allCases)
    func agreesWithALoopForAllAxes(kind: ReductionKind) {
        func check<T: Element>(_: T.Type, _ table: String) {
            guard Reduction.supports(kind, T.dtype) else { return }
            var random = SplitMix(state: 1)
            for (shape, isReduced) in Self.cases {
                let input = Guarded<T>(shape, in: 0...100, &random)
                let result = reduced(kind, input, isReduced).map(\.double)
                // At most 128 numbers of at most 100 are added.
                let ulp = T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
                let tolerance = kind == .sum && T.dtype.isFloatingPoint ? 128 * ulp : 0
                #expect(
                    worstError(result, expected(kind, input.values, shape, isReduced)) <= tolerance,
                    "\(table) \(T.self) \(shape) \(isReduced)")
            }
        }
        onEveryTable { table in
            check(Float.self, table)
            check(Double.self, table)
            check(Int32.self, table)
            check(Int64.self, table)
            check(UInt8.self, table)
        }
    }

    @Test func wholeArraysAndRowsHaveCallsOfTheirOwn() {
        onEveryTable { table in
            let input = Guarded((0..<90_000).map { Int64($0) }, [300, 300])
            let (one, sums) = (Guarded<Int64>(shape: []), Guarded<Int64>(shape: [300]))
            #expect(Reduction.reduceAll(.sum, one.view, input.view))
            #expect(one.elements == [90_000 * 89_999 / 2], "\(table)")
            #expect(Reduction.reduceAll(.max, one.view, input.view))
            #expect(one.elements == [89_999] && one.isIntact, "\(table)")
            #expect(Reduction.sumRows(sums.view, input.view))
            let expected: [Int64] = (0..<300).map { column in 300 * column + 13_455_000 }
            #expect(sums.elements == expected, "\(table)")
            // The sum of no rows.
            #expect(Reduction.sumRows(sums.view, Guarded<Int64>(shape: [0, 300]).view))
            #expect(sums.elements.allSatisfy { $0 == 0 } && sums.isIntact, "\(table)")
        }
    }

    @Test func sumsOfBytesAreNotSupported() {
        for dtype in DType.allCases {
            #expect(
                Reduction.supports(.sum, dtype)
                    == [.int32, .int64, .float32, .float64].contains(dtype))
            #expect(Reduction.supports(.max, dtype) == dtype.computes)
            #expect(Reduction.supports(.min, dtype) == dtype.computes)
        }
    }

    @Test func integersWrap() {
        #expect(reduced(.sum, Guarded([Int32.max, 1, 1]), [true]) == [.min + 1])
        #expect(reduced(.sum, Guarded([Int64.max, 1], [2, 1]), [true, false]) == [.min])
    }

    /// NaN wins wherever it lies, along rows and along columns.
    @Test func notANumberWins() {
        for count in [1, 2, 7, 8, 9, 33] {
            for place in 0..<count {
                var values = (0..<count).map { Float($0) }
                values[place] = .nan
                for kind in [ReductionKind.max, .min, .sum] {
                    onEveryTable { table in
                        #expect(
                            reduced(kind, Guarded(values), [true])[0].isNaN, "\(table) \(place)")
                        let columns = Guarded(values.flatMap { [$0, 1] }, [count, 2])
                        let result = reduced(kind, columns, [true, false])
                        #expect(result[0].isNaN && !result[1].isNaN, "\(table) \(place)")
                    }
                }
            }
        }
        #expect(reduced(.max, Guarded([-Float.infinity, -.infinity]), [true]) == [-.infinity])
        #expect(reduced(.min, Guarded([Double.infinity]), [true]) == [.infinity])
    }

    /// Long rows and tall columns are cut into pieces, which are then reduced in turn.
    @Test(
        arguments: [
            ([200_003], [true]), ([3, 100_001], [false, true]), ([100_001, 3], [true, false]),
            ([70, 41, 37], [true, false, true]), ([2, 40_000, 2], [false, true, false]),
            ([9, 40_000], [false, true]),
        ] as [(Shape, [Bool])])
    func largeArrays(shape: Shape, isReduced: [Bool]) {
        var random = SplitMix(state: 2)
        let input = Guarded<Float>(shape, in: -1...1, &random)
        let values = input.values
        let exact = expected(.sum, values, shape, isReduced)
        let extremes = [ReductionKind.max, .min].map {
            (kind: $0, values: expected($0, values, shape, isReduced))
        }
        onEveryTable { table in
            let sums = reduced(.sum, input, isReduced).map(\.double)
            // The documented bound is 520 ulp of the sum of absolute values in a piece of 4096, at
            // most 4096 of them; random signs leave a hundredth of it.
            let bound = 5.2 * Double(Float.ulpOfOne) * 4096
            #expect(
                zip(sums, exact).allSatisfy { ($0 - $1).magnitude <= bound }, "\(table)")
            for (kind, values) in extremes {
                let result = reduced(kind, input, isReduced).map(\.double)
                #expect(result == values, "\(table) \(kind)")
            }
        }
    }

    /// Ten million tenths: a plain float sum is off by 8 %.
    @Test func theErrorDoesNotGrowWithTheLength() {
        let count = 10_000_000
        let input = Guarded([Float](repeating: 0.1, count: count))
        let exact = Double(Float(0.1)) * Double(count)
        onEveryTable { table in
            let sum = Double(reduced(.sum, input, [true])[0])
            // 520 ulp is the documented bound of a piece; the final rounding is half an ulp.
            #expect((sum / exact - 1).magnitude < 521 * Double(Float.ulpOfOne), "\(table) \(sum)")
        }
    }
}
