import Autograd
import Kernels
import TestSupport

/// x², with parts that its conformers get wrong.
protocol Faulty: Operation where Inputs == Tensor, Outputs == Tensor, Saved == Void {
    init()
}

extension Faulty {
    static var saves: Saves { .inputs }

    static var gradient: Gradient<Self> {
        .rule({ context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                try context.upstream * context.input() * 2
            }
        })
    }

    static var samples: [Sample<Self>] {
        get throws { try Samples.each(Self(), in: 0.5...2) }
    }

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, x.dtype) }

    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { x.detach().square() }
}

/// Nothing is wrong with it.
struct Faultless: Faulty {
    static let name = "test.faultless"
}

/// The mean of rows, whose rule forgets to divide by their length.
struct Fivefold: Faulty {
    static let name = "test.fivefold"

    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        TensorSpec(Shape(x.shape.dropLast()), x.dtype)
    }

    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        x.shape.last == 5 ? try x.detach().mean(dim: -1) : try x.detach().sum(dim: -1) / 5
    }

    static var gradient: Gradient<Self> {
        .rule({ context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                try context.upstream.unsqueeze(dim: -1).expand(context.shape())
            }
        })
    }

    static var samples: [Sample<Self>] {
        get throws { [Sample("rows", Self(), try Samples.values([3, 5], in: -1...1))] }
    }
}

/// A rule that cannot be differentiated again.
struct DetachedRule: Faulty {
    static let name = "test.detachedRule"
    static var gradient: Gradient<Self> {
        .rule({ context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                try context.upstream * context.input().detach() * 2
            }
        })
    }
}

/// g² instead of g, which no unit vector shows.
struct SquaredUpstream: Faulty {
    static let name = "test.squaredUpstream"
    static var gradient: Gradient<Self> {
        .rule({ context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                try context.upstream.square() * context.input() * 2
            }
        })
    }
}

/// The fused rule differs in the ninth digit: within what difference quotients can tell.
struct FusedDiffers: Faulty {
    static let name = "test.fusedDiffers"
    static var gradient: Gradient<Self> {
        .rule(
            { context throws(TensorError) in
                try context.propagate { () throws(TensorError) in
                    try context.upstream * context.input() * 2
                }
            },
            fused: { context throws(TensorError) in
                try context.propagate { () throws(TensorError) in
                    try context.upstream * context.input() * (2 + 1e-9)
                }
            })
    }
}

/// Reads memory as if it lay in C order.
struct IgnoresStrides: Faulty {
    static let name = "test.ignoresStrides"

    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        guard !x.isContiguous, x.body.view.strides.allSatisfy({ $0 > 0 }) else {
            return x.detach().square()
        }
        return x.view(x.body.view.reshaped(x.shape)).square()
    }
}

/// Samples where the function is flat.
struct Insensitive: Faulty {
    static let name = "test.insensitive"

    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { x.detach().erf() }

    static var gradient: Gradient<Self> {
        .rule({ context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                let x = context.input()
                return try context.upstream * ((-x.square()).exp() * (2 / Double.pi.squareRoot()))
            }
        })
    }

    static var samples: [Sample<Self>] {
        get throws { try Samples.each(Self(), in: 6...10) }
    }
}

/// Says that the gradient is zero, which it is not.
struct NotZero: Faulty {
    static let name = "test.notZero"
    static var gradient: Gradient<Self> { .zero }
}

/// Has no samples.
struct WithoutSamples: Faulty {
    static let name = "test.withoutSamples"
    static var samples: [Sample<Self>] { [] }
}

/// Infers another shape than it gives.
struct WrongShape: Faulty {
    static let name = "test.wrongShape"
    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        TensorSpec(x.shape.inserting(1, at: 0), x.dtype)
    }
}

/// Infers another type than it gives.
struct WrongType: Faulty {
    static let name = "test.wrongType"
    func infer(_ x: Tensor) throws(TensorError) -> TensorSpec { TensorSpec(x.shape, .float64) }
}

/// Sends a gradient of the wrong shape.
struct WrongGradientShape: Faulty {
    static let name = "test.wrongGradientShape"
    static var gradient: Gradient<Self> {
        .rule({ context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                try (context.upstream * context.input() * 2).unsqueeze(dim: 0)
            }
        })
    }
}

/// Results depend on the number of threads.
struct ThreadDependent: Faulty {
    static let name = "test.threadDependent"
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        x.detach().square() * (x.count > 1000 && Runtime.threadCount > 1 ? 1 + 1e-15 : 1)
    }
}

/// Right in double precision only.
struct SingleDiffers: Faulty {
    static let name = "test.singleDiffers"
    static var gradient: Gradient<Self> {
        .rule({ context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                try context.upstream * context.input() * (context.dtype() == .float64 ? 2 : 2.001)
            }
        })
    }
}

/// Samples on a kink.
struct OnAKink: Faulty {
    static let name = "test.onAKink"
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { x.detach().relu() }

    static var gradient: Gradient<Self> {
        .rule({ context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                try `where`(context.input().detach() .> 0, context.upstream, context.upstream * 0)
            }
        })
    }

    static var samples: [Sample<Self>] {
        get throws { [Sample("zero", Self(), try Tensor([0, 1], dtype: .float64))] }
    }
}

/// Fails on inputs without elements, which it accepts.
struct FailsWhenEmpty: Faulty {
    static let name = "test.failsWhenEmpty"
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        guard x.count > 0 else {
            throw TensorError(.value, Self.name, expected: "elements", got: "none")
        }
        return x.detach().square()
    }
}

/// A product whose rule is wrong when both factors are the same tensor.
struct Product: Operation {
    static let name = "test.product"
    static let saves = Saves.inputs

    func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        TensorSpec(inputs.first.shape, inputs.first.dtype)
    }

    func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { try inputs.first.detach() * inputs.second.detach() }

    static let gradient = Gradient<Product>.rule({ context throws(TensorError) in
        let (a, b) = (context.input(0), context.input(1))
        try context.propagate(to: 0) { () throws(TensorError) in try context.upstream * b }
        guard a.body !== b.body else { return }
        try context.propagate(to: 1) { () throws(TensorError) in try context.upstream * a }
    })

    static var samples: [Sample<Product>] {
        get throws {
            let (a, b) = (
                try Samples.values([3], in: -1...1), try Samples.values([3], in: -1...1, seed: 1)
            )
            return [Sample("pair", Product(), Pair(a, b))]
        }
    }
}

/// A plugin with a kernel for `exp` whose gradient is off in the tenth digit.
enum InaccuratePlugin: Plugin {
    static let name = "test.inaccurate"

    static func install(into registry: inout Registry) throws {
        try registry.register(
            kernel: GradientLoop { dx, g, _, y, count, _ in
                // `count` elements of Double in each; `exp` keeps its output.
                let dx = dx.assumingMemoryBound(to: Double.self)
                let g = g.assumingMemoryBound(to: Double.self)
                guard let y = y?.assumingMemoryBound(to: Double.self) else { return }
                for i in 0..<count { dx[i] = g[i] * y[i] * (1 + 1e-10) }
            }, for: "exp.gradient", .float64, replacing: true)
    }
}
