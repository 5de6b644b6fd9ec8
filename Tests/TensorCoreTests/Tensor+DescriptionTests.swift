import TensorCore
import TestSupport
import Testing

struct TensorDescriptionTests {
    @Test func vectorsAndScalars() throws {
        #expect("\(try Tensor([1, 2, 30]))" == "tensor([ 1,  2, 30], int64 [3])")
        #expect("\(try Tensor([1.0, -0.5]))" == "tensor([ 1.0, -0.5], float32 [2])")
        #expect("\(try Tensor(2.5))" == "tensor(2.5, float32 [])")
        #expect("\(try Tensor([true, false]))" == "tensor([ true, false], bool [2])")
        #expect("\(try Tensor([7], dtype: .uint8))" == "tensor([7], uint8 [1])")
        #expect("\(try Tensor([UInt64.max]))" == "tensor([18446744073709551615], uint64 [1])")
    }

    @Test func rowsAreAligned() throws {
        #expect(
            "\(try Tensor([[1, 20], [300, 4]]))" == """
                tensor([[  1,  20],
                        [300,   4]], int64 [2, 2])
                """)
        #expect(
            "\(try Tensor([[[1, 2]], [[3, 4]]]))" == """
                tensor([[[1, 2]],

                        [[3, 4]]], int64 [2, 1, 2])
                """)
    }

    @Test func emptyTensors() throws {
        #expect("\(try Tensor.zeros(0))" == "tensor([], float32 [0])")
        #expect("\(try Tensor.zeros(2, 0))" == "tensor([[],\n        []], float32 [2, 0])")
        #expect("\(try Tensor.zeros(0, 2))" == "tensor([], float32 [0, 2])")
    }

    @Test func numbersAreRoundedToEightDigits() throws {
        func text(_ x: Double) throws -> String {
            let description = "\(try constant([x], []))"
            return String(description.dropFirst("tensor(".count).prefix { $0 != "," })
        }
        let rows: [(Double, String)] = [
            (0.1, "0.1"), (1 / 3, "0.33333333"), (2 / 3, "0.66666667"),
            (0.1 + 0.2, "0.3"), (1.999_999_999_999, "2.0"), (-123.456_789_012, "-123.45679"),
            (123_456_789.25, "123456789.3"), (12_345_678.5, "12345678.5"), (1e20, "1e+20"),
            (1.234_567_890_123e-7, "1.2345679e-07"), (9.999_999_999_9e-6, "1e-05"),
            (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"), (0, "0.0"), (-0.0, "-0.0"),
            (.leastNonzeroMagnitude, "5e-324"), (1.797_693_134_862_315_7e308, "1.7976931e+308"),
        ]
        for (x, expected) in rows { #expect(try text(x) == expected) }
        #expect("\(try Tensor([0.1], dtype: .float16))" == "tensor([0.09997559], float16 [1])")
        #expect("\(try Tensor([16_777_216.0]))" == "tensor([16777216.0], float32 [1])")
    }

    @Test func longAxesAreCutInTheMiddle() throws {
        let x = try Tensor((0..<1001).map { $0 }, shape: [1001])
        #expect("\(x)" == "tensor([   0,    1,    2, …,  998,  999, 1000], int64 [1001])")
        let short = try Tensor((0..<1000).map { $0 }, shape: [1000])
        #expect(!"\(short)".contains("…"))
        let wide = try Tensor((0..<2000).map { $0 % 10 }, shape: [4, 500])
        #expect(
            "\(wide)" == """
                tensor([[0, 1, 2, …, 7, 8, 9],
                        [0, 1, 2, …, 7, 8, 9],
                        [0, 1, 2, …, 7, 8, 9],
                        [0, 1, 2, …, 7, 8, 9]], int64 [4, 500])
                """)
        let tall = try Tensor((0..<2000).map { $0 }, shape: [1000, 2])
        #expect("\(tall)".split(separator: "\n").count == 7)
    }

    @Test func viewsShowTheirOwnElements() throws {
        let x = try Tensor([[1, 2, 3], [4, 5, 6]])
        let turned = x.view(x.body.view.permuted([1, 0]))
        #expect(
            "\(turned)" == """
                tensor([[1, 4],
                        [2, 5],
                        [3, 6]], int64 [3, 2])
                """)
    }

    @Test func trackedTensorsSaySo() throws {
        #expect("\(try leaf([1.5], []))" == "tensor(1.5, float64 [], requiresGrad)")
    }
}
