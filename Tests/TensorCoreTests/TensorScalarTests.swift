import TensorCore
import TestSupport
import Testing

struct TensorScalarTests {
    private func check<Scalar: TensorScalar & Equatable>(
        _ scalar: Scalar, _ dtype: DType, _ double: Double, _ integer: Int64?
    ) throws {
        #expect(Scalar.scalarType == dtype && scalar.tensorShape == [])
        #expect(MemoryLayout<Scalar>.size == dtype.byteCount)
        #expect(scalar.doubleValue == double && scalar.integerValue == integer)
        #expect(
            try Tensor([scalar, scalar], shape: [2]).toArray(as: Scalar.self) == [scalar, scalar])
    }

    @Test func everySwiftNumberHasAType() throws {
        try check(Float(1.5), .float32, 1.5, nil)
        try check(Double(0.1), .float64, 0.1, nil)
        try check(Int.min, .int64, -0x1p63, .min)
        try check(Int8.min, .int8, -128, -128)
        try check(Int16.min, .int16, -32768, -32768)
        try check(Int32.min, .int32, -0x1p31, -2_147_483_648)
        try check(Int64.max, .int64, 0x1p63, .max)
        try check(UInt8.max, .uint8, 255, 255)
        try check(UInt16.max, .uint16, 65535, 65535)
        try check(UInt32.max, .uint32, 0x1p32 - 1, 4_294_967_295)
        try check(UInt64.max, .uint64, 0x1p64, -1)
        try check(true, .bool, 1, 1)
        try check(false, .bool, 0, 0)
    }

    @Test func nestedArraysHaveShapes() throws {
        #expect([[1, 2, 3]].tensorShape == [1, 3])
        #expect(([] as [[Float]]).tensorShape == [0])
        #expect(([[], []] as [[Float]]).tensorShape == [2, 0])
        var scalars: [Int] = []
        try [[1, 2], [3, 4]].appendScalars(to: &scalars, shape: [2, 2], axis: 0)
        #expect(scalars == [1, 2, 3, 4])
    }
}
