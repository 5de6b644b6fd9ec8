import Serialization
import TensorCore
import TestSupport
import Testing

struct IDXTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func read(_ bytes: [UInt8]) throws -> Tensor {
        try IDX.read(from: directory.file("array.idx", bytes))
    }

    @Test func readsEveryTypeWithTheFirstByteFirst() throws {
        let cases: [(type: UInt8, dtype: DType, bytes: [UInt8], values: [Double])] = [
            (8, .uint8, [1, 255], [1, 255]),
            (9, .int8, [1, 255], [1, -1]),
            (11, .int16, [1, 2, 255, 254], [258, -2]),
            (12, .int32, [0, 1, 0, 0, 255, 255, 255, 253], [65536, -3]),
            (13, .float32, [0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0], [1.5, -2]),
            (
                14, .float64, [0x3F, 0xF8] + [0, 0, 0, 0, 0, 0] + [0xC0] + [0, 0, 0, 0, 0, 0, 0],
                [1.5, -2]
            ),
        ]
        for each in cases {
            let tensor = try read([0, 0, each.type, 1, 0, 0, 0, 2] + each.bytes)
            #expect(tensor.dtype == each.dtype && tensor.shape == [2])
            #expect(tensor.values == each.values)
        }
    }

    @Test func shapesAreThoseOfTheFile() throws {
        let matrix = try read([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6])
        #expect(matrix.shape == [2, 3] && matrix.values == [1, 2, 3, 4, 5, 6])
        #expect(try read([0, 0, 8, 0, 7]).shape == [])
        #expect(try read([0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 3]).shape == [0, 3])
    }

    @Test func packedFilesAreUnpacked() throws {
        let tensor = try read(GunzipTests.packed)
        #expect(tensor.shape == [2, 3] && tensor.values == [1, 2, 3, 4, 5, 255])
    }

    @Test(
        arguments: [
            ([], "expected an IDX file"), ([0, 0, 8], "expected an IDX file"),
            ([1, 0, 8, 0, 1], "expected an IDX file"),
            ([0, 0, 10, 0, 1], "expected one of the types 8, 9, 11, 12, 13, 14; got 10."),
            ([0, 0, 8, 2, 0, 0, 0, 1], "expected 2 sizes of four bytes; got the end of the file."),
            ([0, 0, 8, 1, 0, 0, 0, 2, 1], "expected the elements of uint8 [2]; got 1 bytes."),
            (
                [0, 0, 8, 1, 0, 0, 0, 2, 1, 2, 3],
                "expected the elements of uint8 [2]; got 3 bytes."
            ),
            ([0, 0, 14, 2] + [UInt8](repeating: 255, count: 8) + [1], "got 1 bytes."),
            (
                [0, 0, 8, 255] + [UInt8](repeating: 0, count: 1020),
                "expected at most 64 dimensions; got 255"
            ),
        ] as [([UInt8], String)])
    func refusesWhatIsBroken(bytes: [UInt8], complaint: String) {
        let text = errorText { _ = try read(bytes) }
        #expect(text.contains("array.idx\": ") && text.contains(complaint), "\(text)")
    }
}
