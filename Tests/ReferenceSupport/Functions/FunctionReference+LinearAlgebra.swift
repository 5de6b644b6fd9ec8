import Autograd

extension FunctionReference {
    static let linearAlgebra: [FunctionReference] = products + parts + factorizations + solutions

    private static let products: [FunctionReference] = [
        .function("matmul") { inputs, _ in [try inputs[0].matmul(inputs[1])] },
        .function("linear") { inputs, _ in
            [try inputs[0].linear(weight: inputs[1], bias: inputs.count > 2 ? inputs[2] : nil)]
        },
        .function("addmm") { inputs, options in
            let (beta, alpha) = try options.factors
            return [try inputs[0].addmm(inputs[1], inputs[2], beta: beta, alpha: alpha)]
        },
        .function("addmv") { inputs, options in
            let (beta, alpha) = try options.factors
            return [try inputs[0].addmv(inputs[1], inputs[2], beta: beta, alpha: alpha)]
        },
        .function("baddbmm") { inputs, options in
            let (beta, alpha) = try options.factors
            return [try inputs[0].baddbmm(inputs[1], inputs[2], beta: beta, alpha: alpha)]
        },
        .function("bmm") { inputs, _ in [try inputs[0].bmm(inputs[1])] },
        .function("cdist") { inputs, options in
            [try inputs[0].cdist(inputs[1], p: options.number("p"))]
        },
        .function("corrcoef") { inputs, _ in [try inputs[0].corrcoef()] },
        .function("cov") { inputs, options in
            [try inputs[0].cov(correction: options.integer("correction"))]
        },
        .function("cross") { inputs, options in
            [try inputs[0].cross(inputs[1], dim: options.integer("dim"))]
        },
        .function("dot") { inputs, _ in [try inputs[0].dot(inputs[1])] },
        .function("kron") { inputs, _ in [try inputs[0].kron(inputs[1])] },
        .function("matrixPower") { inputs, options in
            [try inputs[0].matrixPower(options.integer("power"))]
        },
        .function("mm") { inputs, _ in [try inputs[0].mm(inputs[1])] },
        .function("multiDot") { inputs, _ in [try multiDot(inputs)] },
        .function("mv") { inputs, _ in [try inputs[0].mv(inputs[1])] },
        .function("outer") { inputs, _ in [try inputs[0].outer(inputs[1])] },
    ]

    private static let parts: [FunctionReference] = [
        .function("diag") { inputs, options in
            [try inputs[0].diag(offset: options.integer("offset"))]
        },
        .function("diagEmbed") { inputs, options in
            let diagonal = try options.diagonal
            return [
                try inputs[0].diagEmbed(
                    offset: diagonal.offset, dim1: diagonal.dim1, dim2: diagonal.dim2)
            ]
        },
        .unary(Diagonal.self) { try $0.diagonal },
        .unary(DiagonalScatter.self) {
            DiagonalScatter(try $0.diagonal, into: Shape(try $0.integers("shape")))
        },
        .function("matrixNorm") { inputs, options in
            let dims = try options.integers("dims", or: [-2, -1])
            let named: [String: MatrixNorm] = ["fro": .fro, "nuc": .nuc]
            let norm = try named[options.text("ord") ?? "fro"] ?? .p(options.number("ord"))
            return [
                try inputs[0].matrixNorm(
                    norm, dims: (dims[0], dims[1]), keepDim: options.flag("keepdim", or: false))
            ]
        },
        .function("trace") { inputs, _ in [try inputs[0].trace()] },
        .function("tril") { inputs, options in
            [try inputs[0].tril(diagonal: options.integer("diagonal"))]
        },
        .function("triu") { inputs, options in
            [try inputs[0].triu(diagonal: options.integer("diagonal"))]
        },
    ]

    /// Of vectors that are determined up to a sign, the sizes.
    private static let factorizations: [FunctionReference] = [
        .function("cholesky") { inputs, options in
            [try inputs[0].cholesky(upper: options.flag("upper"))]
        },
        .function("eigh") { inputs, options in
            let (values, vectors) = try inputs[0].eigh(
                uplo: options.text("uplo") == "U" ? .upper : .lower)
            return [values, vectors.abs()]
        },
        .function("eigvalsh") { inputs, _ in [try inputs[0].eigvalsh()] },
        .function("qr") { inputs, options in
            let (q, r) = try inputs[0].qr(
                mode: options.text("mode") == "complete" ? .complete : .reduced)
            return [q, r]
        },
        .unary(CompleteOrthogonalFactors.self) { _ in CompleteOrthogonalFactors() },
        .function("svd") { inputs, options in
            let (u, s, vh) = try inputs[0].svd(fullMatrices: options.flag("full"))
            return try options.flag("values", or: false) ? [s] : [u.abs(), s, vh.abs()]
        },
        .function("svdvals") { inputs, _ in [try inputs[0].svdvals()] },
    ]

    private static let solutions: [FunctionReference] = [
        .function("choleskySolve") { inputs, options in
            [try inputs[0].choleskySolve(inputs[1], upper: options.flag("upper"))]
        },
        .function("det") { inputs, _ in [try inputs[0].det()] },
        .function("inverse") { inputs, _ in [try inputs[0].inverse()] },
        .function("logdet") { inputs, _ in [try inputs[0].logdet()] },
        .function("lstsq") { inputs, options in
            let found = try inputs[0].lstsq(inputs[1])
            return try options.flag("full", or: false)
                ? [found.solution, found.residuals, found.rank] : [found.solution]
        },
        .function("matrixRank") { inputs, options in
            [try inputs[0].matrixRank(atol: options.share("atol"), rtol: options.share("rtol"))]
        },
        .function("pinv") { inputs, options in
            [try inputs[0].pinv(atol: options.share("atol"), rtol: options.share("rtol"))]
        },
        .function("slogdet") { inputs, _ in
            let (sign, logabsdet) = try inputs[0].slogdet()
            return [sign, logabsdet]
        },
        .function("solve") { inputs, _ in [try inputs[0].solve(inputs[1])] },
        .function("solveTriangular") { inputs, options in
            [
                try inputs[0].solveTriangular(
                    inputs[1], upper: options.flag("upper"), left: options.flag("left"),
                    unitriangular: options.flag("unitriangular"))
            ]
        },
    ]
}

extension CaseOptions {
    fileprivate var factors: (beta: Double, alpha: Double) {
        get throws { (try number("beta"), try number("alpha")) }
    }

    fileprivate var diagonal: Diagonal {
        get throws {
            Diagonal(
                offset: try integer("offset"), dim1: try integer("dim1"), dim2: try integer("dim2"))
        }
    }

    /// A number that need not be given.
    fileprivate func share(_ option: String) throws -> Double? {
        text(option) == nil ? nil : try number(option)
    }
}
