import Kernels
import Testing
import VectorCPU

struct KernelAdapterTests {
    /// Each kind of C function arrives as the loop that the library calls.
    @Test func everyKindHasItsLoop() throws {
        func expect<Loop>(_ name: String, _: Loop.Type) throws {
            for level in levels {
                for dtype in [DType.float32, .float64] {
                    _ = try kernel(name, dtype, level, as: Loop.self)
                }
            }
        }
        try expect("exp", UnaryLoop.self)
        try expect("exp.gradient", GradientLoop.self)
        try expect("add", BinaryLoop.self)
        try expect("sum.rows", RowReduction.self)
        try expect("sum.columns", ColumnReduction.self)
        try expect("softmax", RowMap.self)
        try expect("softmax.gradient", RowGradient.self)
        try expect("adam", StepLoop.self)
        try expect("normal", RandomFill.self)
        try expect("dropout", DropoutLoop.self)
    }

    @Test func optionsArrive() throws {
        let (x, count) = ([-2, 0.5, 3] as [Double], 3)
        var y = [0, 0, 0] as [Double]
        try kernel("clamp", .float64, .best, as: UnaryLoop.self).run(&y, x, count, [-1, 2, 0, 0])
        #expect(y == [-1, 0.5, 2])
        try kernel("leakyRelu", .float64, .best, as: UnaryLoop.self).run(
            &y, x, count, [0.5, 0, 0, 0])
        #expect(y == [-1, 0.5, 3])
        try kernel("subtract", .float64, .best, as: BinaryLoop.self).run(&y, [10.0], x, count, 1)
        #expect(y == [12, 9.5, 7])
        try kernel("uniform", .float64, .best, as: RandomFill.self).run(&y, count, 1, 0, [5, 6])
        #expect(y.allSatisfy { $0 >= 5 && $0 < 6 })
    }

    /// A tuple of three pointers has the layout of an array of three.
    @Test func anOptimizersStateArrives() throws {
        var (x, m, v) = ([1.0], [0.0], [0.0])
        let options = [0.1, 0.9, 0.99, 0, 0, 0, 0, 0.1, 0.01, 0] as [Double]
        let loop = try kernel("adam", .float64, .best, as: StepLoop.self)
        m.withUnsafeMutableBytes { m in
            v.withUnsafeMutableBytes { v in
                loop.run(&x, [2.0], (m.baseAddress, v.baseAddress, nil), 1, options)
            }
        }
        #expect((m[0] - 0.2).magnitude < 1e-15 && (v[0] - 0.04).magnitude < 1e-15)
        #expect((x[0] - 0.9).magnitude < 1e-12)
    }
}
