import ReferenceSupport
import TensorCore
import Testing

/// Layers, losses, optimizers and schedulers against PyTorch.
@Suite struct ModelParityTests {
    @Test(arguments: [Fixtures.Folder.layers, .losses, .optimizers])
    func agreesWithPyTorch(folder: Fixtures.Folder) throws {
        for name in try Fixtures.subjects(in: folder) {
            let findings = try Comparison.check(name, Fixtures.file(name, in: folder), in: folder)
            #expect(findings.complaints == [])
            #expect(findings.cases >= 4, "\(name)")
        }
    }

    @Test func schedulersAgreeWithPyTorch() throws {
        for kind in SchedulerReference.all.keys.sorted().map(Optional.some) + [nil] {
            let findings = try SchedulerReference.check(kind)
            #expect(findings.complaints == [])
            #expect(findings.cases >= 4, "\(kind ?? "several")")
        }
    }

    /// Values of layers and losses as those of operations; states after three steps, and
    /// parameters after 50, have gone through as many roundings.
    @Test(arguments: [Fixtures.Folder.layers, .losses, .optimizers])
    func figuresAreWithinTheGoals(folder: Fixtures.Folder) throws {
        for name in try Fixtures.subjects(in: folder) {
            let findings = try Comparison.check(name, Fixtures.file(name, in: folder), in: folder)
            for quantity in [Quantity.value, .state] {
                for (dtype, limit) in [(DType.float32, 8.0), (.float64, 20)] {
                    guard let worst = findings[dtype, quantity] else { continue }
                    #expect(worst.ulps <= limit, "\(dtype): \(worst.place)")
                }
            }
        }
    }
}
