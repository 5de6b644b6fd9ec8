import Autograd
import GradientCheck
import Kernels
import TestSupport

/// An operation of the catalogue at one of its samples, as a node of a random graph.
struct CatalogueEntry: Sendable {
    let name: String
    /// The sample's inputs.
    let inputs: [Tensor]
    /// The floating-point results of other inputs of the same shapes, one after the other.
    let call: @Sendable ([Tensor]) throws -> Tensor

    /// The inputs that come from other nodes.
    var floating: [Int] { inputs.indices.filter { inputs[$0].dtype.isFloatingPoint } }

    /// Functions of matrices that are symmetric, triangular, or not near a singular one: another node
    /// gives none of these.
    private static let ofChosenMatrices: Set = [
        "cholesky", "det", "eigh", "inverse", "lstsq", "pinv", "qr", "qr.complete", "slogdet",
        "solve",
        "solveTriangular", "svd",
    ]

    /// All samples of all operations of the library that have a gradient, but for functions of chosen
    /// matrices.
    static let all: [CatalogueEntry] = {
        // Tests have operations of their own, some of them wrong.
        let own = Catalogue.operations().filter { String(reflecting: $0).hasPrefix("Autograd.") }
        return own.filter { !ofChosenMatrices.contains($0.name) }.flatMap {
            (try? entries(of: $0)) ?? []
        }
    }()

    /// The gradients of the inputs at the sample, by the rules as they are on this thread.
    func gradients() throws -> [[Double]] {
        var inputs = inputs
        for index in floating { try inputs[index].requireGrad() }
        let output = try call(inputs)
        let gradients = try grad(
            of: [output], wrt: floating.map { inputs[$0] },
            gradients: [Samples.values(output.shape, in: 0.5...1.5)], allowUnused: true)
        return gradients.map { $0?.values ?? [] }
    }

    private static func entries<Op: Operation>(of _: Op.Type) throws -> [CatalogueEntry] {
        guard case .rule = Op.gradient else { return [] }
        return try Op.samples.map { sample in
            let pack = sample.inputs
            return CatalogueEntry(
                name: Op.name, inputs: (0..<pack.arity).map { pack[at: $0] },
                call: { tensors in
                    var next = 0
                    let outputs = try sample.operation(
                        pack.map { _ throws(TensorError) in
                            defer { next += 1 }
                            return tensors[next]
                        })
                    let results = (0..<outputs.arity).map { outputs[at: $0] }
                        .filter(\.dtype.isFloatingPoint)
                    return try cat(results.map { try $0.flatten() })
                })
        }.filter { !$0.floating.isEmpty }
    }
}
