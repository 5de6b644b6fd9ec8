import Autograd
import GradientCheck
import Kernels
import RealModule
import TestSupport
import Testing

/// a − 2b, as a user's package would add it.
private struct MinusTwice: ElementwiseBinary, BinaryFunction {
    static let name = "test.minusTwice"
    static let kernel = Kernel<BinaryLoop>(name) { .portable(MinusTwice.self, $0) }

    static func value<T: Real>(_ a: T, _ b: T) -> T { a - 2 * b }
    static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { a &- 2 &* b }
    static let gradient = Gradient<MinusTwice>.rule({ context throws(TensorError) in
        for (index, factor) in [1, -2].enumerated() {
            try context.propagate(to: index) { () throws(TensorError) in
                let shape = context.shape(of: index)
                let upstream = context.upstream * factor
                // The sum over what was repeated.
                let missing = upstream.rank - shape.count
                let axes = (0..<upstream.rank).filter {
                    $0 < missing || shape[$0 - missing] == 1
                }
                return axes.isEmpty
                    ? upstream : try upstream.sum(dims: axes, keepDim: true).reshape(shape)
            }
        }
    })
    static var samples: [Sample<MinusTwice>] {
        get throws { try Samples.pairs(MinusTwice(), -2...2) }
    }
}

struct ElementwiseBinaryTests {
    private func combined(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        try MinusTwice()(Pair(a, b))
    }

    @Test func aUsersFunctionPassesTheCheck() throws { try checkOperation(MinusTwice.self) }

    @Test func typesArePromoted() throws {
        let rows: [(DType, DType, DType)] = [
            (.int32, .int64, .int64), (.uint8, .float32, .float32), (.float32, .float64, .float64),
            (.bool, .uint8, .uint8), (.float16, .bfloat16, .float32), (.int8, .uint8, .int16),
            (.float16, .int64, .float16),
        ]
        for (a, b, c) in rows {
            let result = try combined(Tensor([3, 3], dtype: a), Tensor([1, 1], dtype: b))
            #expect(result.dtype == c, "\(a) and \(b)")
        }
    }

    /// A tensor without dimensions counts as a scalar: its type matters when it is of a higher kind.
    @Test func aTensorWithoutDimensionsIsAScalar() throws {
        let single = try Tensor([1.5], dtype: .float32)
        #expect(try combined(single, Tensor(1, dtype: .float64)).dtype == .float32)
        #expect(try combined(Tensor(1, dtype: .int64), single).dtype == .float32)
        let bytes = try Tensor([7], dtype: .uint8)
        #expect(try combined(bytes, Tensor(1, dtype: .int64)).dtype == .uint8)
        #expect(try combined(bytes, Tensor(0.5, dtype: .float64)).dtype == .float64)
        #expect(
            try combined(Tensor(1, dtype: .int32), Tensor(1, dtype: .int64)).dtype == .int64,
            "two of them promote as tensors")
    }

    @Test func shapesThatDoNotBroadcastAreNamed() throws {
        let text = errorText { _ = try combined(.ones(2, 3), .ones(2)) }
        #expect(
            text == "test.minusTwice: expected shapes that broadcast together; got [2, 3] and [2]. "
                + "Aligned at the end, sizes must be equal or 1.")
    }

    /// Tensors that are each small may broadcast to more than there is.
    @Test func sizesThatOverflowAreErrors() throws {
        let (row, column) = (
            try Tensor.ones(1).expand([1 << 40]), try Tensor.ones(1, 1).expand([1 << 40, 1])
        )
        #expect(errorText { _ = try combined(row, column) }.contains("fits into 63 bits"))
        let wide = try Tensor.ones(1).expand([1 << 50])
        #expect(errorText { _ = try combined(wide, .ones(1)) }.contains("expected memory for"))
    }

    @Test func onlyTrackedInputsGetGradients() throws {
        let (a, b) = (try leaf([1, 2]), try constant([3, 4]))
        try combined(a, b).sum().backward()
        #expect(a.grad?.values == [1, 1] && b.grad == nil)
        let comparison = try a .< b
        #expect(comparison.dtype == .bool && !comparison.requiresGrad)
    }
}
