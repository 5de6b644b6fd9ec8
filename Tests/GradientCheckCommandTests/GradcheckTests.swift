import Foundation
import GradientCheckCommand
import TestSupport
import Testing

/// What the command prints, and its exit status.
private func gradcheck(_ arguments: String...) -> (status: Int32, out: String, errors: String) {
    var (out, errors) = ("", "")
    let status = Gradcheck.run(
        arguments, out: { out += $0 + "\n" }, errors: { errors += $0 + "\n" })
    return (status, out, errors)
}

/// The command's JSON.
private struct Summary: Decodable {
    struct Result: Decodable {
        let kind, name: String
        let backend, dtype: String?
        let order, samples, mutations, mutationsCaught: Int?
        let passed: Bool
        let worstRelativeError, worstULPs: Double?
        let failures: [String]?
    }
    let results: [Result]
    let passed, failed: Int

    init(_ text: String) throws {
        self = try JSONDecoder().decode(Summary.self, from: Data(text.utf8))
    }
}

struct GradcheckTests {
    @Test func checksAnOperation() throws {
        let run = gradcheck("--operation", "gelu", "--json")
        #expect(run.status == 0 && run.errors.isEmpty)
        let summary = try Summary(run.out)
        let result = try #require(summary.results.first)
        #expect(summary.results.count == 1 && summary.passed == 1 && summary.failed == 0)
        #expect(result.kind == "operation" && result.name == "gelu" && result.order == 2)
        #expect(result.dtype == "float64" && result.passed && result.samples == 3)
        #expect(result.mutations == 2 && result.mutationsCaught == 2)
        #expect((result.worstRelativeError ?? 1) < 1e-6 && result.failures == nil)
    }

    @Test func checksLayersAndLossesOfTheRegistry() throws {
        let run = gradcheck(
            "--layer", "Linear", "--layer", "Dropout", "--loss", "MSELoss", "--json")
        #expect(run.status == 0)
        let summary = try Summary(run.out)
        #expect(summary.results.map(\.kind) == ["layer", "layer", "loss"])
        #expect(summary.results.map(\.name) == ["Dropout", "Linear", "MSELoss"])
        #expect(summary.results.allSatisfy { $0.mutations == $0.mutationsCaught })
    }

    @Test func checksInSinglePrecisionAndFirstOrder() throws {
        let run = gradcheck(
            "--operation", "tanh", "--layer", "LayerNorm", "--loss", "CrossEntropyLoss", "--dtype",
            "float32", "--order", "1", "--json")
        #expect(run.status == 0, "\(run.out)")
        for result in try Summary(run.out).results {
            #expect(result.dtype == "float32" && result.order == 1)
            let worst = try #require(result.worstRelativeError)
            // What single precision can tell, and no better.
            #expect(worst > 1e-9 && worst < 1e-2, "\(result.name)")
        }
    }

    @Test func checksABackendKernelByKernel() throws {
        let run = gradcheck("--backend", "VectorCPU", "--json")
        let summary = try Summary(run.out)
        #expect(summary.results.count >= 80)
        let exp = try #require(summary.results.first { $0.name == "exp" && $0.dtype == "float32" })
        #expect(exp.kind == "kernel" && exp.backend == "VectorCPU" && exp.passed)
        #expect((exp.worstULPs ?? 9) < 1 && (exp.samples ?? 0) > 100 && exp.order == nil)
    }

    @Test func aKernelThatNothingAsksForIsANote() throws {
        let unused = gradcheck("--backend", "VectorCPU").out.split(separator: "\n")
            .drop { !$0.hasPrefix("note  kernel") }
        guard let row = unused.first, let remark = unused.dropFirst().first else { return }
        #expect(row.contains("VectorCPU"))
        #expect(remark == "      not checked: no operation of this program asks for it")
    }

    @Test func aWrongOperationIsNamedWithItsRatio() throws {
        let run = gradcheck("--operation", "command.wrongCube", "--operation", "exp")
        #expect(run.status == 1)
        #expect(run.out.contains("FAIL  operation  command.wrongCube"))
        #expect(run.out.contains("input 0: analytic is 3.0 times numeric everywhere"))
        #expect(run.out.contains("pass  operation  exp "))
        #expect(run.out.hasSuffix("1 passed, 1 failed\n"))
        let json = gradcheck("--operation", "command.wrongCube", "--json")
        #expect(json.status == 1)
        let result = try #require(try Summary(json.out).results.first)
        #expect(!result.passed && result.worstRelativeError == nil)
        #expect(result.failures?.contains { $0.contains("3.0 times numeric") } == true)
    }

    @Test func wrongArgumentsAreStatusTwo() {
        let unknown = gradcheck("--operation", "gelo")
        #expect(unknown.status == 2 && unknown.out.isEmpty)
        #expect(unknown.errors.contains("--operation: expected one of"))
        #expect(unknown.errors.contains("got \"gelo\""))
        #expect(gradcheck("--layer", "linear").errors.contains("expected one of Linear; got"))
        for arguments in [
            ["--order", "3"], ["--dtype", "float16"], ["--colour"], ["gelu"], ["--seed", "x"],
        ] {
            var errors = ""
            let status = Gradcheck.run(arguments, out: { _ in }, errors: { errors += $0 })
            #expect(status == 2 && !errors.isEmpty, "\(arguments)")
        }
    }

    @Test func helpIsNoError() {
        let run = gradcheck("--help")
        #expect(run.status == 0 && run.errors.isEmpty)
        for option in [
            "--all", "--operation", "--layer", "--loss", "--dtype", "--order", "--backend",
            "--seed",
            "--list", "--json",
        ] { #expect(run.out.contains(option), "\(option)") }
    }

    @Test func listsWhatThereIs() throws {
        let run = gradcheck("--list")
        #expect(run.status == 0)
        let lines = run.out.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("operations: ") && lines[0].contains(" command.wrongCube "))
        #expect(lines[1].hasPrefix("layers: AdaptiveAvgPool1d ") && lines[2].contains("MSELoss"))
        #expect(lines[3].hasPrefix("backends: ") && lines[3].contains("VectorCPU"))
        let names = try JSONDecoder().decode(
            [String: [String]].self, from: Data(gradcheck("--list", "--json").out.utf8))
        #expect(names["losses"]?.contains("CrossEntropyLoss") == true)
        #expect(names["operations"]?.contains("gelu") == true)
    }

    @Test func theSeedMovesDirections() throws {
        func worst(_ seed: String) throws -> Double? {
            let run = gradcheck("--layer", "Tanh", "--seed", seed, "--json")
            return try Summary(run.out).results.first?.worstRelativeError
        }
        #expect(try worst("1") == worst("1"))
        #expect(try worst("1") != worst("2"))
    }

    @Test func theProcessEndsWithTheStatus() throws {
        func status(_ arguments: String...) throws -> Int32 {
            try Program("gradcheck", arguments).finish().status
        }
        #expect(try status("--operation", "exp", "--order", "1") == 0)
        #expect(try status("--operation", "no such") == 2)
        #expect(try status("--help") == 0)
    }
}
