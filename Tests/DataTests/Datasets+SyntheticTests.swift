import Data
import TestSupport
import Testing

struct DatasetsSyntheticTests {
    @Test func moonsAreHalfCircles() throws {
        let moons = try Datasets.moons(7, noise: 0)
        #expect(moons.y.values == [0, 0, 0, 1, 1, 1, 1])
        let x = moons.x.values
        // scikit-learn: make_moons(7, shuffle=False).
        let expected = [
            1, 0, 0, 1, -1, 0,  // the upper one
            0, 0.5, 0.5, -0.36602540, 1.5, -0.36602540, 2, 0.5,
        ]
        #expect(zip(x, expected).allSatisfy { abs($0 - $1) < 1e-6 } && x.count == 14)
    }

    @Test func armsOfASpiralAreTurnedAgainstEachOther() throws {
        let spirals = try Datasets.spirals(12, classes: 3, turns: 1, noise: 0)
        #expect(spirals.y.values == (0..<12).map { Double($0 % 3) })
        let points = spirals.x.values
        for index in 0..<12 {
            let (x, y) = (points[2 * index], points[2 * index + 1])
            #expect(abs((x * x + y * y).squareRoot() - Double(index / 3 + 1) / 4) < 1e-6)
        }
        // The last of the first arm has gone round once.
        #expect(abs(points[18] - 1) < 1e-6 && abs(points[19]) < 1e-6)
    }

    @Test func cloudsLieAroundTheirCentres() throws {
        let blobs = try Datasets.blobs(
            300, centers: 3, features: 2, std: 0.1, generator: Generator(seed: 1))
        #expect(blobs.y.values[..<4] == [0, 1, 2, 0])
        for center in 0..<3 {
            let own = try Tensor(stride(from: center, to: 300, by: 3).map { $0 }, shape: [100])
            let points = try blobs.x.indexSelect(dim: 0, own)
            // Of a hundred numbers the measured deviation is within a third, at any likely draw.
            #expect(try points.var(dims: [0]).values.allSatisfy { abs($0 - 0.01) < 0.005 })
            #expect(points.values.allSatisfy { abs($0) < 10.5 })
        }
    }

    @Test func xorTellsSignsApart() throws {
        let xor = try Datasets.xor(200, generator: Generator(seed: 2))
        let (points, labels) = (xor.x.values, xor.y.values)
        for index in 0..<200 {
            let differ = (points[2 * index] > 0) != (points[2 * index + 1] > 0)
            #expect(labels[index] == (differ ? 1 : 0))
        }
        #expect((60...140).contains(labels.count { $0 == 1 }))
        #expect(points.allSatisfy { abs($0) <= 1 })
    }

    @Test func noiseIsAFunctionOfTheGenerator() throws {
        func moons(_ seed: UInt64) throws -> [Double] {
            try Datasets.moons(50, noise: 0.1, generator: Generator(seed: seed)).x.values
        }
        #expect(try moons(1) == moons(1))
        #expect(try moons(1) != moons(2))
        let shift = try zip(moons(1), Datasets.moons(50, noise: 0).x.values).map { $0 - $1 }
        let deviation = (shift.reduce(0) { $0 + $1 * $1 } / 100).squareRoot()
        #expect(abs(deviation - 0.1) < 0.03)
    }

    @Test func emptyAndImpossibleOnes() throws {
        #expect(try Datasets.moons(0).count == 0)
        #expect(try Datasets.xor(0).count == 0)
        #expect(try Datasets.spirals(0).count == 0)
        #expect(try Datasets.blobs(0).count == 0)
        #expect(throws: TensorError.self) { try Datasets.moons(-1) }
        #expect(throws: TensorError.self) { try Datasets.moons(3, noise: -1) }
        #expect(throws: TensorError.self) { try Datasets.spirals(3, classes: 0) }
        #expect(throws: TensorError.self) { try Datasets.blobs(3, centers: 0) }
        #expect(throws: TensorError.self) { try Datasets.xor(-1) }
    }

    @Test func numbersThatCannotBeAreRefused() throws {
        #expect(throws: TensorError.self) { try Datasets.moons(.max) }
        #expect(throws: TensorError.self) { try Datasets.spirals(.max) }
        #expect(throws: TensorError.self) { try Datasets.blobs(.max) }
        #expect(throws: TensorError.self) { try Datasets.blobs(2, centers: .max) }
        #expect(throws: TensorError.self) { try Datasets.blobs(2, features: .max) }
        #expect(throws: TensorError.self) { try Datasets.xor(.max) }
        #expect(try Datasets.spirals(2, classes: .max).y.values == [0, 1])
    }
}
