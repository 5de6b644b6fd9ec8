import TensorCore
import TestSupport
import Testing

struct TensorSequencesTests {
    @Test func wholeNumbersGoTowardsTheEnd() throws {
        #expect(try Tensor.arange(2, 5).values == [2, 3, 4])
        #expect(try Tensor.arange(2, 8, step: 4).values == [2, 6])
        #expect(try Tensor.arange(2, -3, step: -2).values == [2, 0, -2])
        #expect(try Tensor.arange(3, 3).dtype == .int64 && Tensor.arange(3, 3).shape == [0])
        #expect(try Tensor.arange(0, 3, dtype: .float16).dtype == .float16)
        #expect(try Tensor.arange(.max - 2, .max, step: 5).count == 1)
        #expect(
            errorText { _ = try Tensor.arange(0, 3, step: -1) }
                == "arange: expected a step from start towards end; got 0 to 3 by -1.")
        #expect(!errorText { _ = try Tensor.arange(0, 3, step: 0) }.isEmpty)
        #expect(errorText { _ = try Tensor.arange(.min, .max) }.contains("2⁴⁸"))
    }

    @Test func fractionsToo() throws {
        let x = try Tensor.arange(0.5, 2, step: 0.5, dtype: .float64)
        #expect(x.values == [0.5, 1, 1.5])
        #expect(try Tensor.arange(0.0, 1.1, step: 0.5).values == [0, 0.5, 1])
        #expect(try Tensor.arange(1.0, 0, step: -0.25).dtype == .float32)
        for (end, step) in [(1.0, 0.0), (1, -1), (.nan, 1), (.infinity, 1), (1, .nan)] {
            #expect(!errorText { _ = try Tensor.arange(0.0, end, step: step) }.isEmpty)
        }
        #expect(errorText { _ = try Tensor.arange(0.0, 1, step: 1e-300) }.contains("fewer"))
    }

    @Test func linspaceMeetsBothEnds() throws {
        #expect(try Tensor.linspace(0, 1, steps: 5).values == [0, 0.25, 0.5, 0.75, 1])
        let tenths = try Tensor.linspace(-0.1, 0.7, steps: 11, dtype: .float64).values
        #expect(tenths.first == -0.1 && tenths.last == 0.7)
        #expect(try Tensor.linspace(3, 7, steps: 1).values == [3])
        #expect(try Tensor.linspace(3, 7, steps: 0).shape == [0])
        #expect(try Tensor.linspace(5, -5, steps: 3, dtype: .int64).values == [5, 0, -5])
        #expect(errorText { _ = try Tensor.linspace(0, 1, steps: -1) }.contains("got -1"))
    }

    @Test(arguments: DType.allCases)
    func identitiesHaveOnesOnTheDiagonal(dtype: DType) throws {
        let x = try Tensor.eye(2, 3, dtype: dtype)
        #expect(x.dtype == dtype && x.shape == [2, 3] && x.values == [1, 0, 0, 0, 1, 0])
        #expect(try Tensor.eye(3, 2, dtype: dtype).values == [1, 0, 0, 1, 0, 0])
        #expect(try Tensor.eye(2).values == [1, 0, 0, 1] && Tensor.eye(0).shape == [0, 0])
        #expect(try Tensor.eye(2, 0).shape == [2, 0])
        #expect(errorText { _ = try Tensor.eye(-1) }.hasPrefix("eye: expected sizes"))
    }
}
