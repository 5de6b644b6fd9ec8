import Datasets
import LinAlgKit
import TestSupport
import Testing

struct DatasetsTests {
    @Test func everyNameHasItsFile() throws {
        #expect(Datasets.names == Datasets.names.sorted())
        for name in Datasets.names {
            let path = try #require(Datasets.path(of: name))
            #expect(try contents(of: path) == contents(of: fixturePath("Datasets/\(name).npz")))
        }
    }

    @Test func otherNamesHaveNone() {
        #expect(Datasets.path(of: "mnist") == nil)
    }

    @Test func digitsAreWhatTheirReadmeSays() throws {
        let digits = try NPZ.read(from: #require(Datasets.path(of: "digits")))
        let (x, y) = (try #require(digits["x"]), try #require(digits["y"]))
        #expect(x.shape == [1797, 1, 8, 8] && x.dtype == .float32)
        #expect(y.shape == [1797] && y.dtype == .int64)
        let values = x.values
        #expect(values.min() == 0 && values.max() == 1)
        #expect(values.allSatisfy { ($0 * 16).rounded() == $0 * 16 }, "sixteenths")
        #expect(Set(y.toArray(as: Int.self)) == Set(0..<10))
    }
}
