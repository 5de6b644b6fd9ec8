import ReferenceSupport
import TensorCore
import Testing

/// Nothing of the library is without a reference.
@Suite struct CoverageTests {
    @Test(arguments: Fixtures.Folder.allCases)
    func everythingHasAReference(folder: Fixtures.Folder) throws {
        let names = Subjects.names(of: folder)
        #expect(names.count >= minimum(folder))
        let referenced =
            try folder == .schedulers
            ? Set(SchedulerReference.all.keys) : Set(Fixtures.subjects(in: folder))
        #expect(names.filter { !referenced.contains($0) } == [])
    }

    /// Where the conformance records cannot be read, lists would be empty and nothing missing.
    private func minimum(_ folder: Fixtures.Folder) -> Int {
        switch folder {
        case .operations: 60
        case .layers: 17
        case .losses: 21
        case .optimizers: 15
        case .schedulers: 18
        }
    }

    @Test func everyFixtureOfAFunctionHasACall() throws {
        #expect(
            try Fixtures.subjects(in: .operations)
                == FunctionReference.operations.map(\.name).sorted())
        #expect(try Fixtures.subjects(in: .losses) == FunctionReference.losses.map(\.name).sorted())
        let optimizers = OptimizerReference.all.map(\.name) + FunctionReference.clipping.map(\.name)
        #expect(try Fixtures.subjects(in: .optimizers) == optimizers.sorted())
    }

    @Test func schedulersAreComparedAloneAndJoined() throws {
        let names = try SchedulerReference.fixture().keys
        // Of PyTorch's others, joined, one overwrites what the other has made.
        for kind in SchedulerReference.all.keys {
            let cases = names.filter { SchedulerReference.kinds(in: $0).contains(kind) }
            #expect(cases.contains { !$0.contains("+") }, "\(kind) alone")
            guard ["CosineAnnealingLR", "ExponentialLR", "StepLR"].contains(kind) else { continue }
            #expect(cases.contains { $0.contains("+") }, "\(kind) with others")
        }
        for name in names where name.contains("LR") {
            #expect(try SchedulerReference.fixture()[name]?.count == 201)
        }
    }

    /// Each optimizer goes 50 steps in both types; LBFGS, which makes several in one, 8.
    @Test(arguments: OptimizerReference.all.map(\.name).filter { $0 != "LBFGS" })
    func optimizersGoFiftySteps(name: String) throws {
        let cases = try fixture(name, in: .optimizers).cases.filter { $0.label == "trajectory" }
        #expect(cases.count >= 6)
        for each in cases { #expect(try each.required("parameters").shape[0] == 50) }
    }

    /// Each loss with each reduction, in both types.
    @Test(arguments: FunctionReference.losses.map(\.name))
    func lossesHaveEveryReduction(name: String) throws {
        let cases = try fixture(name, in: .losses).cases
        for reduction in ["none", "mean", "sum"] {
            for dtype in [DType.float32, .float64] {
                #expect(
                    cases.contains {
                        $0.options.text("reduction") == reduction && $0.dtype == dtype
                    })
            }
        }
    }
}
