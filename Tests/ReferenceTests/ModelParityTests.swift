import ReferenceSupport
import TensorCore
import Testing

/// Layers, losses, optimizers and schedulers against PyTorch.
@Suite struct ModelParityTests {
    @Test(arguments: [Fixtures.Folder.layers, .losses, .optimizers])
    func agreesWithPyTorch(folder: Fixtures.Folder) throws {
        for row in try comparison().rows[folder] ?? [] {
            #expect(row.findings.complaints == [])
            #expect(row.findings.cases >= 4, "\(row.name)")
        }
    }

    @Test func schedulersAgreeWithPyTorch() throws {
        for row in try comparison().rows[.schedulers] ?? [] {
            #expect(row.findings.complaints == [])
            #expect(row.findings.cases >= 1, "\(row.name)")
        }
    }

    /// Values of layers and losses as those of operations; states after three steps, and
    /// parameters after 50, have gone through as many roundings.
    @Test(arguments: [Fixtures.Folder.layers, .losses, .optimizers])
    func figuresAreWithinTheGoals(folder: Fixtures.Folder) throws {
        for row in try comparison().rows[folder] ?? [] {
            for quantity in [Quantity.value, .state] {
                for (dtype, limit) in [(DType.float32, 8.0), (.float64, 20)] {
                    guard let worst = row.findings[dtype, quantity] else { continue }
                    // A minimization is told where to go by what it has rounded before.
                    var limit = row.name == "LBFGS" ? 1e7 : limit
                    // After training steps, whose gradients sum steps and batch in another order.
                    if row.name == "RNN", dtype == .float32 { limit = 10 }
                    #expect(worst.ulps <= limit, "\(dtype): \(worst.place)")
                }
            }
        }
    }
}
