import Kernels
import Testing

struct KernelDeclarationsTests {
    private static let declaring: [any KernelDeclaring.Type] = [
        GEMM.self, Factorization.self, TriangularSolve.self, Reduction.self, Softmax.self,
        RandomFill.self, DropoutLoop.self,
        LayerNormLoop.self, BatchNormLoop.self, CrossEntropyLoop.self, ChannelTransformLoop.self,
        MaxPoolLoop.self, PlaneIndexLoop.self, ShiftLoop.self,
    ]

    @Test func everyPlaceIsDeclaredOnceAndHasLoops() {
        let places = Self.declaring.flatMap { $0.kernelPlaces }
        let names = places.map(\.name)
        #expect(Set(names).count == names.count)
        for place in places {
            for dtype in [DType.float32, .float64] {
                #expect(place.portableLoop(dtype) != nil, "\(place.name) of \(dtype)")
            }
            #expect(place.portableLoop(.float16) == nil, "storage types do not compute")
        }
    }

    @Test func theNamesAreThoseOfTheTable() {
        let names = Self.declaring.flatMap { $0.kernelPlaces }.map(\.name)
        #expect(
            names.sorted() == [
                "batchNorm", "batchNorm.gradient", "bernoulli", "channelTransform", "cholesky",
                "crossEntropy", "crossEntropy.gradient", "dropout", "eigh", "gemm", "gemm.small",
                "layerNorm", "layerNorm.gradient", "logSoftmax", "logSoftmax.gradient", "lu",
                "max.columns",
                "max.rows", "maxPool2d", "maxPool2d.gradient", "min.columns", "min.rows", "normal",
                "planeGather", "planeScatter", "qr", "shift.combine", "shift.correlate", "softmax",
                "softmax.gradient", "sum.columns", "sum.rows", "svd", "triangularSolve", "uniform",
            ])
    }
}
