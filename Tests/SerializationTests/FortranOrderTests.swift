import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct FortranOrderTests {
    @Test(
        "Fortran order of every width and many shapes is the transpose of C order",
        arguments: [
            [2, 3], [3, 1, 2], [1, 5], [5, 1], [2, 2, 2, 2, 2], [1, 1, 1], [4, 3, 2], [17, 13, 11],
        ])
    func reordersEveryWidth(shape: [Int]) throws {
        for dtype in [DType.uint8, .uint16, .uint32, .uint64] {
            let count = shape.reduce(1, *)
            let width = dtype.byteCount
            let data = (0..<count).flatMap { littleEndian($0 &* 0x0101_0101_0101_0101, width) }
            let sizes = shape.map(String.init).joined(separator: ", ")
            let tensor = try readArray(
                npy(descr: "'<u\(width)'", fortranOrder: "True", shape: "(\(sizes))", data: data))

            // Counts the index up in C order, and computes where Fortran order has it.
            var index = [Int](repeating: 0, count: shape.count)
            var expected: [UInt8] = []
            for _ in 0..<count {
                let position = zip(index, shape).reversed().reduce(0) { $0 * $1.1 + $1.0 }
                expected += littleEndian(position &* 0x0101_0101_0101_0101, width)
                for axis in shape.indices.reversed() {
                    index[axis] += 1
                    if index[axis] < shape[axis] { break }
                    index[axis] = 0
                }
            }
            #expect(try bytes(of: tensor) == expected, "\(dtype)")
        }
    }
}
