import Autograd
import GradientCheck
import Kernels
import RealModule
import TestSupport
import Testing

/// x² + c, as a user's package would add it; saves inputs.
private struct ShiftedSquare: ElementwiseUnary {
    static let name = "test.shiftedSquare"
    static let saves = Saves.inputs
    static let kernels = ElementwiseKernels(ShiftedSquare.self)
    let shift: Double

    var parameters: SIMD4<Double> { [shift, 0, 0, 0] }

    static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { x * x + number(p[0]) }
    static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T { 2 * g * x }
    static func derivative(
        _ context: GradientContext<ShiftedSquare>
    ) throws(TensorError) -> Tensor { try context.upstream * context.input() * 2 }
    static var samples: [Sample<ShiftedSquare>] {
        get throws { try Samples.each(ShiftedSquare(shift: 0.3), in: -2...2) }
    }
}

/// 2x, which integers keep; its fused gradient is wrong.
private struct Twice: ElementwiseUnary, IntegerUnaryFunction {
    static let name = "test.twice"
    static let saves: Saves = []
    static let kernels = ElementwiseKernels(keepingIntegers: Twice.self)

    static func value<T: Real>(_ x: T, _ p: SIMD4<Double>) -> T { 2 * x }
    static func value<T: FixedWidthInteger>(integer x: T, _ p: SIMD4<Double>) -> T { 2 &* x }
    static func pullback<T: Real>(_ g: T, x: T, y: T, _ p: SIMD4<Double>) -> T { 3 * g }
    static func derivative(_ context: GradientContext<Twice>) throws(TensorError) -> Tensor {
        context.upstream * 2
    }
    static var samples: [Sample<Twice>] { get throws { try Samples.each(Twice(), in: -2...2) } }
}

struct ElementwiseUnaryTests {
    @Test func aUsersFunctionPassesTheCheck() throws { try checkOperation(ShiftedSquare.self) }

    @Test func optionsReachTheKernelInFullPrecision() throws {
        #expect(try ShiftedSquare(shift: 0.1)(constant([0])).values == [0.1])
        #expect(
            try ShiftedSquare(shift: 0.1)(constant([0], .float32)).values == [Double(Float(0.1))])
    }

    @Test func otherTypesBecomeSinglePrecisionUnlessTheyAreKept() throws {
        for dtype in integerTypes + [.bool] {
            let x = try Tensor([1, 0], dtype: dtype)
            #expect(try ShiftedSquare(shift: 1)(x).dtype == .float32)
            #expect(try Twice()(x).dtype == dtype)
        }
        #expect(try Twice()(Tensor([Int64.max])).toArray(as: Int64.self) == [-2])
        #expect(try Twice()(Tensor([1.5], dtype: .float16)).dtype == .float16)
    }

    /// The fused gradient runs when no graph of it is wanted, the composed one otherwise.
    @Test func theFusedKernelIsUsedForFirstOrderOnly() throws {
        let x = try leaf([1, 2])
        #expect(try gradient(at: x) { try Twice()($0) }.values == [3, 3])
        #expect(try gradient(at: x, composed: true) { try Twice()($0) }.values == [2, 2])
        let error = try #require(throws: GradientCheckError.self) {
            try checkOperation(Twice.self)
        }
        #expect("\(error)".contains("fused and composed rule"))
    }

    @Test func aKernelOfTheTableTakesTheFunctionsPlace() throws {
        let table = KernelTable([
            KernelTable.Key("test.shiftedSquare", .float64): UnaryLoop { out, _, count, _ in
                for i in 0..<count { out.assumingMemoryBound(to: Double.self)[i] = 7 }
            }
        ])
        let x = try constant([1, 2])
        try KernelTable.withTable(table) { () throws in
            #expect(try ShiftedSquare(shift: 0)(x).values == [7, 7])
            #expect(try ShiftedSquare(shift: 0)(x.to(dtype: .float32)).values == [1, 4])
        }
    }

    /// The gradient may be written over the upstream one, but never over the user's.
    @Test func theUsersUpstreamGradientStaysAsItIs() throws {
        let x = try leaf([1, 2])
        let seed = try constant([10, 100])
        try ShiftedSquare(shift: 0)(x).backward(gradient: seed)
        #expect(seed.values == [10, 100] && x.grad?.values == [20, 400])
        let y = try ShiftedSquare(shift: 0)(x)
        // Two functions of one result: the first must not spoil the second's upstream.
        x.grad = nil
        try (y.exp() + y.square()).sum().backward()
        let slope = { (x: Double) in 2 * x * (Double.exp(x * x) + 2 * x * x) }
        #expect(near(x.grad?.values ?? [], [slope(1), slope(2)]))
    }

    @Test func declaresBothKernels() {
        #expect(
            ShiftedSquare.kernelPlaces.map(\.name)
                == ["test.shiftedSquare", "test.shiftedSquare.gradient"])
    }
}
