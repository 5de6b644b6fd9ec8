import TensorCore
import TestSupport
import Testing

struct TensorCreationTests {
    @Test func literalsHavePyTorchsTypes() throws {
        #expect(try Tensor([1, 2]).dtype == .int64)
        #expect(try Tensor([1.0, 2]).dtype == .float32)
        #expect(try Tensor([true, false]).dtype == .bool)
        #expect(try Tensor([]).dtype == .float32 && Tensor([]).shape == [0])
        #expect(try Tensor(3).shape == [] && Tensor(3).dtype == .int64)
        #expect(try Tensor([[1, 2], [3, 4]], dtype: .int8).dtype == .int8)
    }

    @Test func literalsReachFloat64Unrounded() throws {
        #expect(try Tensor([0.1], dtype: .float64).values == [0.1])
        #expect(try Tensor([0.1]).values == [Double(Float(0.1))])
        #expect(try Tensor([16_777_217], dtype: .float64).values == [16_777_217])
    }

    @Test("seed defect 15: integers keep all their digits")
    func largeIntegersAreExact() throws {
        #expect(try Tensor([Int.max, Int.min]).toArray(as: Int.self) == [.max, .min])
        #expect(
            try Tensor([9_007_199_254_740_993]).toArray(as: Int.self) == [9_007_199_254_740_993])
    }

    @Test func arraysKeepTheirType() throws {
        #expect(try Tensor([1, 2] as [Double]).dtype == .float64)
        #expect(try Tensor([1, 2] as [Float]).dtype == .float32)
        #expect(try Tensor([[1, 2], [3, 4]] as [[UInt16]]).dtype == .uint16)
        #expect(try Tensor([[true]] as [[Bool]]).dtype == .bool)
        #expect(try Tensor(Float(2)).dtype == .float32)
        let cube = try Tensor([[[1, 2]], [[3, 4]], [[5, 6]]] as [[[Int32]]])
        #expect(cube.shape == [3, 1, 2] && cube.values == [1, 2, 3, 4, 5, 6])
        let numbers: [Double] = [0.5]
        #expect(try Tensor(numbers, dtype: .float16).dtype == .float16)
    }

    @Test func raggedArraysAreErrors() {
        let literal = errorText { _ = try Tensor([[1, 2], [3]]) }
        #expect(
            literal == "Tensor: expected nested brackets of equal lengths; got lengths that differ "
                + "at depth 1. The first row gives [2, 2].")
        #expect(errorText { _ = try Tensor([[1, 2], 3]) }.contains("depth 1"))
        #expect(errorText { _ = try Tensor([1, [2]]) }.contains("depth 1"))
        let rows: [[Float]] = [[1, 2], [3]]
        let array = errorText { _ = try Tensor(rows) }
        #expect(
            array == "Tensor: expected nested arrays of equal lengths, here 2; got 1 elements at "
                + "depth 1.")
        let deep: [[[Int]]] = [[[1], [2]], [[3], [4, 5]]]
        #expect(errorText { _ = try Tensor(deep) }.contains("depth 2"))
    }

    @Test func countsMustFitTheShape() {
        let text = errorText { _ = try Tensor([1, 2, 3] as [Float], shape: [2, 2]) }
        #expect(text == "Tensor: expected as many numbers as [2, 2] holds; got 3 numbers.")
        #expect(errorText { _ = try Tensor([1] as [Float], shape: [.max, 2]) } != "")
        #expect(errorText { _ = try Tensor([] as [Float], shape: [-1]) } != "")
        #expect(errorText { _ = try Tensor([] as [Float], shape: [0, 3]) } == "")
    }

    @Test func fullTensors() throws {
        #expect(try Tensor.zeros(2, 3).values == [Double](repeating: 0, count: 6))
        #expect(try Tensor.ones([2], dtype: .bool).toArray(as: Bool.self) == [true, true])
        #expect(try Tensor.full([3], 2.5, dtype: .float64).values == [2.5, 2.5, 2.5])
        #expect(try Tensor.full([], -1, dtype: .uint8).toArray(as: UInt8.self) == [255])
        #expect(try Tensor.ones(2, 0, 3).count == 0)
        for dtype in DType.allCases {
            #expect(try Tensor.ones(2, dtype: dtype).values == [1, 1])
            #expect(try Tensor.zeros(2, dtype: dtype).values == [0, 0])
        }
        #expect(try Tensor.zeros(2, requiresGrad: true).requiresGrad)
    }

    @Test func wholeNumbersInOrder() throws {
        #expect(try Tensor.arange(4).toArray(as: Int.self) == [0, 1, 2, 3])
        #expect(try Tensor.arange(3, dtype: .float32).dtype == .float32)
        #expect(try Tensor.arange(0).shape == [0])
        #expect(
            errorText { _ = try Tensor.arange(-1) }
                == "arange: expected a count of at least 0; got -1.")
    }

    @Test func onlyFloatingPointTensorsRequireGradients() throws {
        for dtype in DType.allCases {
            let text = errorText { _ = try Tensor.ones(2, dtype: dtype, requiresGrad: true) }
            #expect(text.isEmpty == dtype.isFloatingPoint, "\(dtype)")
        }
        let text = errorText { _ = try Tensor([1, 2], requiresGrad: true) }
        #expect(
            text == "requireGrad: expected floating-point elements; got int64. Convert with "
                + "to(dtype: .float32) first.")
    }

    @Test func requiringGradientsMakesALeafOnce() throws {
        var x = try constant([1])
        let plain = x
        try x.requireGrad()
        let node = x.body.node
        #expect(x.isLeaf && !plain.requiresGrad, "copies are not tracked with it")
        try x.requireGrad()
        #expect(x.body.node === node)
        try x.requireGrad(false)
        #expect(!x.requiresGrad)
    }

    @Test func scalarsFillTheirType() throws {
        #expect(try Tensor(scalar: 3, .float32).values == [3])
        #expect(try Tensor(scalar: 2.5, .int32).values == [2])
        #expect(try Tensor(scalar: true, .float64).values == [1])
        #expect(try Tensor(scalar: Int64.max, .int64).toArray(as: Int64.self) == [.max])
    }

    @Test func convertsBetweenAllTypes() throws {
        for from in DType.allCases {
            for to in DType.allCases {
                let x = try Tensor([1, 0], dtype: from).to(to)
                #expect(x.dtype == to && x.values == [1, 0] && x.shape == [2])
            }
        }
        let x = try constant([1, 2, 3, 4], [2, 2])
        let turned = x.view(x.body.view.permuted([1, 0]))
        #expect(try turned.to(.int32).values == [1, 3, 2, 4])
        #expect(try turned.to(.float64).body === turned.body, "nothing to convert")
    }
}
