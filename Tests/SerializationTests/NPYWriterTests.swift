import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct NPYWriterTests {
    @Test("bfloat16 is written as float32, exactly")
    func widensBrainFloats() throws {
        let directory = try TemporaryDirectory()
        // Every bit pattern, NaN and denormals too, and more than one piece of them.
        let patterns = Array(UInt16.min...UInt16.max) + [0x3F80, 0x8000]
        let tensor = try tensor(
            [patterns.count], .bfloat16, patterns.flatMap { littleEndian($0, 2) })
        let expected = patterns.flatMap { littleEndian(UInt32($0) << 16, 4) }

        let array = try directory.file("w.npy")
        try NPY.write(tensor, to: array)
        let read = try NPY.read(from: array)
        #expect(read.dtype == .float32)
        #expect(try bytes(of: read) == expected)

        var state = StateDictionary()
        state["w"] = tensor
        for compression in [SaveOptions.Compression.none, .deflate()] {
            let archive = try directory.file("w.npz")
            try state.write(to: archive, options: SaveOptions(compression: compression))
            let member = try #require(try StateDictionary(contentsOf: archive)["w"])
            #expect(try Bits(member) == Bits(read))
        }
    }

    @Test("bfloat16 without elements and without dimensions is written")
    func widensSmallShapes() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("w.npy")
        try NPY.write(tensor([0, 2], .bfloat16, []), to: path)
        #expect(try NPY.read(from: path).shape == [0, 2])
        try NPY.write(tensor([], .bfloat16, [0x80, 0x3F]), to: path)
        #expect(try bytes(of: NPY.read(from: path)) == [0, 0, 0x80, 0x3F])
    }
}
