import Data
import TestSupport
import Testing

struct DatasetsTests {
    @Test func digitsAreWhatTheirReadmeSays() throws {
        let digits = try Datasets.digits()
        #expect(digits.x.shape == [1797, 1, 8, 8] && digits.x.dtype == .float32)
        #expect(digits.y.shape == [1797] && digits.y.dtype == .int64)
        let values = digits.x.values
        #expect(values.min() == 0 && values.max() == 1)
        #expect(values.allSatisfy { ($0 * 16).rounded() == $0 * 16 }, "sixteenths")
        // scikit-learn: numpy.bincount(load_digits().target), and images[0][1] of label 0.
        let counts = (0..<10).map { digit in digits.y.values.count { $0 == Double(digit) } }
        #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
        #expect(values[8..<16].map { $0 * 16 } == [0, 0, 13, 15, 10, 15, 5, 0])
        #expect(digits.y.values[..<3] == [0, 1, 2])
    }

    /// As `load_iris().data.sum(axis=0)` has it.
    @Test func irisIsWhatItsReadmeSays() throws {
        let iris = try Datasets.iris()
        #expect(iris.x.shape == [150, 4] && iris.x.dtype == .float32)
        #expect(iris.y.values == (0..<150).map { Double($0 / 50) })
        let sums = try iris.x.to(dtype: .float64).sum(dims: [0]).values
        #expect(zip(sums, [876.5, 458.6, 563.7, 179.9]).allSatisfy { abs($0 - $1) < 1e-4 })
        #expect(Datasets.irisSpecies.count == 3)
    }
}
