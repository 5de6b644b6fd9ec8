import Autograd
import Kernels
import TestSupport

/// An equation that holds for all tensors.
struct Identity: Sendable {
    /// The equation, as it is read.
    let name: String
    /// The types it holds for.
    let types: [DType]
    /// Units in the last place that rounding may take; 0 where both sides are the same bits.
    let ulps: Double
    /// Both sides.
    let sides: @Sendable (_ a: Tensor, _ b: Tensor, _ c: Tensor) throws -> (Tensor, Tensor)

    init(
        _ name: String, types: [DType] = RandomTensors.floatingTypes, ulps: Double = 0,
        _ sides: @escaping @Sendable (Tensor, Tensor, Tensor) throws -> (Tensor, Tensor)
    ) {
        self.name = name
        self.types = types
        self.ulps = ulps
        self.sides = sides
    }

    /// Why the equation does not hold for a case, nil when it does or is not meant for it.
    func failure(_ example: RandomTensors) throws -> String? {
        guard types.contains(example.dtype) else { return nil }
        let (a, b, c) = (try example.tensor(0), try example.tensor(1), try example.tensor(2))
        let (left, right) = try sides(a, b, c)
        // Numbers are below 4: sums over all of a are below four times its count, products below
        // 4³ times as much.
        let size = 64 * Double(max(a.count, 1))
        return example.difference(left, right, ulps: ulps, size: size)
    }
}

extension Identity {
    static let all = arithmetic + functions + reductions + shapes + gradients

    static let arithmetic = [
        Identity("a + b = b + a", types: RandomTensors.allTypes) { a, b, _ in
            (try a + b, try b + a)
        },
        Identity("a · b = b · a", types: RandomTensors.allTypes) { a, b, _ in
            (try a * b, try b * a)
        },
        Identity("(a + b) + c = a + (b + c), whole", types: integerTypes) { a, b, c in
            (try (a + b) + c, try a + (b + c))
        },
        Identity("(a + b) + c = a + (b + c)", ulps: 4) { a, b, c in
            (try (a + b) + c, try a + (b + c))
        },
        Identity("a · (b + c) = a · b + a · c, whole", types: integerTypes) { a, b, c in
            (try a * (b + c), try a * b + a * c)
        },
        Identity("a · (b + c) = a · b + a · c", ulps: 4) { a, b, c in
            (try a * (b + c), try a * b + a * c)
        },
        Identity("a − b = a + (−b)") { a, b, _ in (try a - b, try a + -b) },
        Identity("−(−a) = a", types: RandomTensors.allTypes) { a, _, _ in (-(-a), a) },
        Identity("(a / b) · b = a", ulps: 4) { a, b, _ in
            let divisor = b.abs() + 0.5
            let whole = try a + b * 0
            return (try whole / divisor * divisor, whole)
        },
        Identity("a² = a · a", types: RandomTensors.allTypes) { a, _, _ in
            (a.square(), try a * a)
        },
        Identity("max(a, b) + min(a, b) = a + b", types: RandomTensors.allTypes) { a, b, _ in
            (try maximum(a, b) + minimum(a, b), try a + b)
        },
        Identity("where(a < b, a, b) = min(a, b)", types: RandomTensors.allTypes) { a, b, _ in
            (try `where`(a .< b, a, b), try minimum(a, b))
        },
        Identity("a ≤ b = not (a > b)", types: RandomTensors.allTypes) { a, b, _ in
            (try a .<= b, try (a .> b) .== Tensor(scalar: 0, .bool))
        },
    ]

    static let functions = [
        Identity("|a| = max(a, −a)") { a, _, _ in (a.abs(), try maximum(a, -a)) },
        Identity("√(a²) = |a|", ulps: 2) { a, _, _ in (a.square().sqrt(), a.abs()) },
        Identity("log(exp a) = a", ulps: 4) { a, _, _ in (a.exp().log(), a) },
        Identity("exp(a + b) = exp a · exp b", ulps: 64) { a, b, _ in
            (try (a + b).exp(), try a.exp() * b.exp())
        },
        Identity("tanh a = 2 σ(2a) − 1", ulps: 4) { a, _, _ in
            (a.tanh(), (a * 2).sigmoid() * 2 - 1)
        },
        Identity("σ(−a) = 1 − σ(a)", ulps: 4) { a, _, _ in ((-a).sigmoid(), 1 - a.sigmoid()) },
        Identity("relu a − relu(−a) = a") { a, _, _ in (try a.relu() - (-a).relu(), a) },
        Identity("leakyRelu with slope 1 = a") { a, _, _ in (a.leakyRelu(1), a) },
        Identity("erf(−a) = −erf a") { a, _, _ in ((-a).erf(), -(a.erf())) },
        Identity("gelu a − gelu(−a) = a", ulps: 4) { a, _, _ in
            (try a.gelu() - (-a).gelu(), a)
        },
        Identity("|a|ᵇ · |a|ᶜ = |a|ᵇ⁺ᶜ", ulps: 4e5) { a, b, c in
            let base = a.abs() + 0.5
            return (try base.pow(b) * base.pow(c), try base.pow(b + c))
        },
        Identity("clamp(clamp a) = clamp a") { a, _, _ in
            let clamped = try a.clamp(min: -1, max: 2)
            return (try clamped.clamp(min: -1, max: 2), clamped)
        },
        Identity("sign a · |a| = a") { a, _, _ in (try a.sign() * a.abs(), a + 0) },
    ]

    static let reductions = [
        Identity("Σ over each axis in turn = Σ over all", ulps: 4) { a, _, _ in
            var sum = a
            while sum.rank > 0 { sum = try sum.sum(dim: 0) }
            return (sum, a.sum())
        },
        Identity("mean · n = Σ", ulps: 4) { a, _, _ in
            guard a.count > 0 else { return (a, a) }
            return (a.mean() * a.count, a.sum())
        },
        Identity("Σ(a + b) = Σ a + Σ b", ulps: 4) { a, _, _ in
            let b = a.tanh()
            return (try (a + b).sum(), try a.sum() + b.sum())
        },
        Identity("max a = −min(−a)") { a, _, _ in
            guard a.count > 0 else { return (a, a) }
            return (try a.max(), -(try (-a).min()))
        },
        Identity("a at argmax a = max a") { a, _, _ in
            guard a.count > 0 else { return (a, a) }
            let place = try a.argmax().reshape([1])
            return (
                try a.flatten().indexSelect(dim: 0, place).reshape([]), try a.max()
            )
        },
        Identity("Σ softmax a = 1", ulps: 4) { a, _, _ in
            guard a.rank > 0 else { return (a, a) }
            let sums = try a.softmax(dim: -1).sum(dim: -1)
            let empty = a.shape[a.rank - 1] == 0
            return (sums, empty ? sums : try Tensor.ones(sums.shape, dtype: a.dtype))
        },
        Identity("softmax(a + 3) = softmax a", ulps: 8) { a, _, _ in
            guard a.rank > 0 else { return (a, a) }
            return (try (a + 3).softmax(dim: 0), try a.softmax(dim: 0))
        },
        Identity("logSoftmax a = log(softmax a)", ulps: 8) { a, _, _ in
            guard a.rank > 0 else { return (a, a) }
            return (try a.logSoftmax(dim: -1), try a.softmax(dim: -1).log())
        },
        Identity("var a = mean a² − (mean a)²", ulps: 8) { a, _, _ in
            guard a.count > 1 else { return (a, a) }
            return (
                try a.var(correction: 0), try a.square().mean() - a.mean().square()
            )
        },
    ]

    static let shapes = [
        Identity("transposed twice = a", types: RandomTensors.allTypes) { a, _, _ in
            guard a.rank > 1 else { return (a, a) }
            return (try a.transpose(0, -1).transpose(-1, 0), a)
        },
        Identity("flattened and shaped again = a", types: RandomTensors.allTypes) { a, _, _ in
            (try a.flatten().reshape(a.shape), a)
        },
        Identity("parts of a joined = a", types: RandomTensors.allTypes) { a, _, _ in
            guard a.rank > 0 else { return (a, a) }
            let size = a.shape[0]
            let parts = [
                try a.narrow(dim: 0, start: 0, length: size / 2),
                try a.narrow(dim: 0, start: size / 2, length: size - size / 2),
            ]
            return (try cat(parts), a)
        },
        Identity("a + b = a + b expanded", types: RandomTensors.allTypes) { a, b, _ in
            (try a + b, try a + b.expand(a.shape))
        },
        Identity("transposed sums = sums of the transposed", ulps: 2) { a, b, _ in
            guard a.rank > 1 else { return (a, a) }
            let sum = try a + b
            return (
                try sum.transpose(0, -1).sum(dim: 0), try sum.sum(dim: -1).transposedFirstToLast()
            )
        },
        Identity("(A B)ᵀ = Bᵀ Aᵀ", ulps: 4) { a, b, _ in
            let (left, right) = try matrices(a, b)
            return (try left.matmul(right).t(), try right.t().matmul(left.t()))
        },
        Identity("A (B + C) = A B + A C", ulps: 4) { a, b, _ in
            let (left, right) = try matrices(a, b)
            let other = right.tanh()
            return (
                try left.matmul(right + other), try left.matmul(right) + left.matmul(other)
            )
        },
    ]

    static let gradients = [
        Identity("∇Σ(a · b) = b", types: [.float64]) { a, b, _ in
            let x = try tracked(a)
            return (try grad(of: (x * b).sum(), wrt: x), try b.expand(a.shape))
        },
        Identity("∇ of a broadcast tensor = the sum over what it was repeated along", ulps: 4) {
            a, b, _ in
            let x = try tracked(b)
            let gradient = try grad(of: (a * x).sum(), wrt: x)
            var sum = a
            while sum.rank > b.rank { sum = try sum.sum(dim: 0) }
            for axis in 0..<b.rank where b.shape[axis] == 1 {
                sum = try sum.sum(dim: axis, keepDim: true)
            }
            return (gradient, sum)
        },
        Identity("∇(f + g) = ∇f + ∇g", ulps: 8) { a, b, _ in
            let x = try tracked(a)
            let (f, g) = ((try x.tanh() * b).sum(), (try x.square() * b).sum())
            let both = try grad(of: f + g, wrt: x)
            let (first, second) = (
                (try x.tanh() * b).sum(), (try x.square() * b).sum()
            )
            return (both, try grad(of: first, wrt: x) + grad(of: second, wrt: x))
        },
        Identity("∇(f · g) = f ∇g + g ∇f", ulps: 64) { a, b, _ in
            let x = try tracked(a)
            func f() throws -> Tensor { (try x.sigmoid() * b).sum() }
            func g() throws -> Tensor { x.exp().sum() }
            let product = try grad(of: f() * g(), wrt: x)
            let sum =
                try f().detach() * grad(of: g(), wrt: x) + g().detach() * grad(of: f(), wrt: x)
            return (product, sum)
        },
    ]

    private static func tracked(_ tensor: Tensor) throws -> Tensor {
        var leaf = tensor
        try leaf.requireGrad()
        return leaf
    }

    /// Matrices that can be multiplied, of the elements of two tensors.
    private static func matrices(_ a: Tensor, _ b: Tensor) throws -> (Tensor, Tensor) {
        let (left, right) = (try a.flatten(), try b.flatten())
        let inner = min(3, left.count, right.count)
        func cut(_ tensor: Tensor) throws -> Tensor {
            let rows = inner == 0 ? 0 : min(5, tensor.count / inner)
            return try tensor.narrow(dim: 0, start: 0, length: rows * inner)
                .reshape([rows, inner])
        }
        return (try cut(left), try cut(right).t())
    }
}

extension Tensor {
    /// The sums over the last axis, laid out as those over the first of the transposed tensor: the
    /// first axis last.
    fileprivate func transposedFirstToLast() throws -> Tensor {
        rank > 1 ? try permute(Array(1..<rank) + [0]) : self
    }
}
