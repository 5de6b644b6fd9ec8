import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct PyTorchTensorTests {
    @Test(
        "tensors outside their storage are refused",
        arguments: [
            (1, [4], [1]), (0, [5], [1]), (0, [4], [2]), (4, [1], [1]), (4, [], []),
            (0, [2, 2], [3, 1]), (Int.max, [1], [1]), (0, [2], [Int.max]),
            (3, [3, 3], [Int.max, 1]), (0, [Int.max], [1]), (Int.max, [2], [1]),
            (5, [0], [1]), (Int.max, [2, 0], [1, 1]),
        ])
    func refusesOutside(offset: Int, sizes: [Int], strides: [Int]) throws {
        let tensor = Pickle.tensor(offset: offset, sizes: sizes, strides: strides)
        try expectPyTorchRefused(pyTorchArchive(tensor), .malformed)
    }

    @Test("strides that no step is taken by do not count, and do not stay")
    func readsAnyStrideOfOne() throws {
        let cases: [(offset: Int, sizes: [Int], strides: [Int])] = [
            (3, [1], [.max]), (1, [1, 3, 1], [.max, 1, .max]), (4, [2, 0], [.max, .max]),
            (0, [2, 1, 2], [1, .max, 2]),
        ]
        for (offset, sizes, strides) in cases {
            let object = Pickle.tensor(offset: offset, sizes: sizes, strides: strides)
            let tensor = try readPyTorch(pyTorchArchive(object))[0].tensor
            #expect(Array(tensor.shape) == sizes)
            #expect(tensor.body.layout.strides.allSatisfy { $0 <= 4 })
        }
    }

    @Test(
        "what cannot be a layout is refused",
        arguments: [
            (-1, [4], [1]), (0, [-4], [1]), (0, [4], [-1]), (0, [4], []), (0, [], [1]),
            (0, [2, 2], [2]), (Int.min, [4], [1]),
        ])
    func refusesLayouts(offset: Int, sizes: [Int], strides: [Int]) throws {
        try expectPyTorchRefused(
            pyTorchArchive(Pickle.tensor(offset: offset, sizes: sizes, strides: strides)),
            .malformed, mentions: "sizes")
    }

    @Test("a tensor much larger than its storage is within the limits, or refused")
    func boundsExpansion() throws {
        let tensor = Pickle.tensor(sizes: [1 << 20, 1 << 20], strides: [0, 0])
        try expectPyTorchRefused(
            pyTorchArchive(tensor), .limitExceeded, mentions: "\(1 << 42)",
            limits: ReadLimits(maxBytes: 1 << 41))
        try expectPyTorchRefused(
            pyTorchArchive(Pickle.tensor(sizes: [1 << 40, 1 << 40], strides: [0, 0])), .malformed,
            mentions: "overflows")
        let small = try readPyTorch(
            pyTorchArchive(Pickle.tensor(offset: 1, sizes: [2, 3], strides: [0, 1])))
        #expect(try bytes(of: small[0].tensor) == Array(bytesOfFour[4...] + bytesOfFour[4...]))
    }

    @Test("64 dimensions are read, 65 are refused")
    func boundsDimensions() throws {
        let ones = [Int](repeating: 1, count: 64)
        #expect(
            try readPyTorch(pyTorchArchive(Pickle.tensor(sizes: ones, strides: ones)))[0].tensor
                .rank == 64)
        try expectPyTorchRefused(
            pyTorchArchive(Pickle.tensor(sizes: ones + [1], strides: ones + [1])), .malformed)
    }

    @Test("tensors without elements need no storage of any size")
    func readsEmptyTensors() throws {
        let storage = Pickle.storage(count: 0)
        let file = pyTorchArchive(
            pickle: Pickle.file(Pickle.tensor(storage, sizes: [0, 3], strides: [3, 1])),
            storages: ["0": []])
        #expect(try readPyTorch(file)[0].tensor.shape == [0, 3])
    }
}
