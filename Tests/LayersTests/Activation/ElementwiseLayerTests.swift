import GradientCheck
import Layers
import RealModule
import Synchronization
import TestSupport
import Testing

/// x³, as another package would add it.
private struct Cube: ElementwiseUnary {
    static let name = "test.cube"
    static let saves = Saves.inputs
    static let kernels = ElementwiseKernels(Cube.self)

    static func value<T: Real>(_ x: T, _: SIMD4<Double>) -> T { x * x * x }

    static func pullback<T: Real>(_ g: T, x: T, y _: T, _: SIMD4<Double>) -> T { g * 3 * x * x }

    static func derivative(_ context: GradientContext<Cube>) throws(TensorError) -> Tensor {
        try context.upstream * context.input().square() * 3
    }

    static var samples: [Sample<Cube>] { get throws { try Samples.each(Cube(), in: -2...2) } }
}

private final class Cubed: ElementwiseLayer {
    var function: any ElementwiseUnary { Cube() }

    func forward(_ input: Tensor) throws -> Tensor { try Cube()(input) }
}

struct ElementwiseLayerTests {
    private static var layers: [any ElementwiseLayer] {
        get throws {
            try [
                ReLU(), ReLU6(), LeakyReLU(0.3), ELU(0.7), GELU(), GELU(approximate: .tanh),
                Hardshrink(0.3), Hardsigmoid(), Hardswish(), Hardtanh(-0.2, 0.4), LogSigmoid(),
                Mish(), SiLU(), Sigmoid(), Softplus(beta: 2, threshold: 1), Softshrink(0.2), Tanh(),
                Threshold(0.1, -3), Cubed(),
            ]
        }
    }

    /// What a layer before it computes is what each computes alone, bit for bit.
    @Test(arguments: [DType.float32, .float64, .float16])
    func aLinearLayerMayEndInIt(_ dtype: DType) throws {
        let linear = try Linear(24, 70, generator: Generator(seed: 1))
        for parameter in linear.parameters() {
            parameter.value = try parameter.value.detach().to(dtype: dtype)
        }
        for shape: Shape in [[2, 24], [24], [140, 3, 24], [0, 24]] {
            let x = try Tensor.randn(shape.reduce(1, *), generator: Generator(seed: 2))
                .to(dtype: dtype).reshape(shape)
            for layer in try Self.layers {
                let model = Sequential(linear, layer)
                // From the second product on the weight lies in order.
                for _ in 0..<3 {
                    let (found, expected) = try noGrad { (try model(x), try layer(linear(x))) }
                    #expect(try found.hasBits(of: expected), "\(layer) \(shape)")
                }
            }
        }
    }

    @Test func gradientsFlowThroughBoth() throws {
        let model = try makeDouble(Sequential(Linear(3, 4), Cubed(), Linear(4, 2), Softplus()))
        try checkGradients(of: model, at: sample([2, 3]))
        let y = try model(sample([2, 3]))
        #expect(try noGrad { try model(sample([2, 3])) }.values == y.values)
    }

    @Test func hooksAndAnomaliesSeeEachLayer() throws {
        let linear = try Linear(2, 3, generator: Generator(seed: 1))
        let layers: [any Layer] = [linear, ReLU()]
        let model = Sequential(layers)
        let seen = Mutex<[String]>([])
        let handles = layers.map { layer in
            layer.registerForwardHook { layer, _, _ in
                seen.withLock { $0.append("\(type(of: layer))") }
                return nil
            }
        }
        _ = try noGrad { try model(.ones(1, 2)) }
        handles.forEach { $0.remove() }
        #expect(seen.withLock { $0 } == ["Linear", "ReLU"])
        linear.weight = try .full([3, 2], 1e38)
        let text = errorText {
            try detectAnomaly { _ = try noGrad { try model(.full([1, 2], 10)) } }
        }
        #expect(text.contains("linear"))
    }

    @Test func whatDoesNotFitIsSaidByTheLayer() throws {
        let model = try Sequential(ReLU(), Linear(2, 3), Tanh())
        func text() -> String { errorText { _ = try model(.ones(1, 4)) } }
        let recorded = text()
        #expect(noGrad { text() } == recorded && recorded.contains("Linear"))
        try #require(model[1] as? Linear).weight = try .ones([3, 2], dtype: .float64)
        #expect(noGrad { errorText { _ = try model(.ones(1, 2)) } }.contains("float64"))
    }
}
