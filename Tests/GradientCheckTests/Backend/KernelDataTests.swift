import GradientCheck
import Testing

struct KernelDataTests {
    private func data(_ dtype: DType, seed: Int = 0, name: String = "exp.gradient") -> KernelData {
        KernelData(name: name, dtype: dtype, seed: seed, places: Catalogue.kernelPlaces())
    }

    @Test func lengthsHaveTails() {
        let lengths = data(.float32).lengths
        for length in [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 1000, 4097] {
            #expect(lengths.contains(length))
        }
    }

    @Test func specialNumbersAreThere() {
        for dtype in [DType.float32, .float64] {
            let numbers = data(dtype).specials
            #expect(numbers.contains { $0.isNaN } && numbers.contains(.infinity))
            #expect(
                numbers.contains(-.infinity) && numbers.contains { $0 == 0 && $0.sign == .minus })
            #expect(numbers.contains(data(dtype).leastNumber))
        }
        #expect(data(.float32).specials.contains(Double(Float.greatestFiniteMagnitude)))
        #expect(data(.float64).specials.contains(Double.greatestFiniteMagnitude))
    }

    @Test func aNaNComesLastInSomeSetOfEveryLength() {
        for count in [1, 7, 17] {
            let last = data(.float32).sets(count).compactMap(\.values.last)
            #expect(last.contains { $0.isNaN } && last.contains { !$0.isNaN })
            #expect(data(.float32).sets(count).allSatisfy { $0.values.count == count })
        }
        #expect(data(.int32).sets(5).allSatisfy { $0.values.allSatisfy { !$0.isNaN } })
    }

    @Test func allExponentsAreRunThrough() {
        let exponents = data(.float64).wide(1000).map(\.exponent)
        #expect((exponents.min() ?? 0) < -900 && (exponents.max() ?? 0) > 900)
        #expect(data(.float32).wide(1000).allSatisfy { Float($0).isFinite })
    }

    @Test func theSeedMovesTheNumbers() {
        #expect(data(.float64).random(5) == data(.float64).random(5))
        #expect(data(.float64).random(5) != data(.float64, seed: 1).random(5))
        #expect(data(.float64).random(1000, in: 2...3).allSatisfy { (2...3).contains($0) })
    }

    @Test func rowsHaveGapsButForTheLast() {
        let rows = data(.float64).padded([1, 2, 3, 4], columns: 2, stride: 3)
        #expect(rows.count == 5 && rows[2].isNaN && rows[4] == 4)
        #expect(data(.float64).padded([1, 2], columns: 2, stride: 2) == [1, 2])
    }

    @Test func findsTheForwardLoopOfAGradient() {
        #expect(data(.float32).forwardName == "exp")
        #expect(data(.float32, name: "adam").forwardName == "adam")
    }
}
