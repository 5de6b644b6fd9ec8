import Autograd
import Foundation
import GradientCheck
import Kernels
import Optimizers
import Synchronization
import Testing

/// What the check finds wrong with a kernel, a line each.
private func findings(_ kernel: BackendKernel) throws -> String {
    try backendReport("test", [kernel]).failures.joined(separator: "\n")
}

/// All portable loops of the program as a backend.
private func portableKernels() -> [BackendKernel] {
    // Tests declare places of their own, which are not all right.
    let places = Catalogue.kernelPlaces().values.filter { !$0.name.hasPrefix("test.") }
    return places.sorted { $0.name < $1.name }.flatMap { place in
        DType.allCases.compactMap { dtype in
            place.portableLoop(dtype).map { BackendKernel(place.name, dtype, $0) }
        }
    }
}

struct BackendCheckTests {
    @Test func findsTheKernelsThatOperationsAskFor() {
        let names = Set(Catalogue.kernelPlaces().keys)
        for name in [
            "exp", "exp.gradient", "add", "less", "sum.rows", "max.columns", "softmax", "dropout",
            "normal", "gemm", "layerNorm.gradient", "batchNorm", "crossEntropy", "maxPool2d",
            "planeScatter", "shift.correlate", "channelTransform", "sgd", "adam", "rmsprop",
        ] { #expect(names.contains(name), "\(name)") }
    }

    /// Also says that no portable loop reads or writes beside its arrays.
    @Test func portableLoopsAgreeWithThemselves() throws {
        let report = try checkBackend("portable", portableKernels())
        #expect(report.kernels.count > 100)
        for kernel in report.kernels {
            // Cross-entropy's portable loops take the softmax of the table in force.
            let most = kernel.name.hasPrefix("crossEntropy") ? 1.0 : 0
            #expect(kernel.callCount > 20 && kernel.worstULPs <= most, "\(kernel)")
            #expect(kernel.bound?.reason.isEmpty == false)
        }
    }

    @Test func acceptsARightKernel() throws {
        let report = try backendReport("test", [FaultyKernels.faultless]).kernels[0]
        #expect(report.passed && report.worstULPs <= 0.5 && report.elementCount > 100_000)
        #expect(report.kind == "map" && report.dtype == "float32")
    }

    @Test func seesAnErrorInTheTailAlone() throws {
        let text = try findings(FaultyKernels.wrongTail)
        #expect(text.contains("3 elements, random") && !text.contains("8 elements"))
        #expect(try findings(FaultyKernels.unwrittenTail).contains("1 elements, random"))
    }

    @Test func seesReadingPastTheEndThatChangesNoResult() throws {
        let text = try findings(FaultyKernels.readsPastTheEnd)
        #expect(text.contains("at the end of memory: argument 1: touches memory after the end"))
        #expect(!text.contains("8 elements, random, at the end of memory:"))
        #expect(
            try findings(FaultyKernels.readsBeforeTheStart)
                .contains("at the start of memory: argument 1: touches memory before the start"))
    }

    @Test func seesWritingPastTheEnd() throws {
        let text = try findings(FaultyKernels.writesPastTheEnd)
        #expect(text.contains("argument 0: touches memory after the end"))
        #expect(
            try findings(FaultyKernels.writesPastAlignedArrays)
                .contains("at the start of memory: argument 0: touches memory after the end, by"))
    }

    @Test func seesErrorsAtSpecialNumbers() throws {
        #expect(try findings(FaultyKernels.wrongForNaN).contains("expected nan"))
        #expect(try findings(FaultyKernels.wrongForInfinity).contains("expected inf"))
        #expect(try findings(FaultyKernels.flushesDenormals).contains("got 0.0"))
        #expect(try findings(FaultyKernels.maximumWithoutNaN).contains("expected nan"))
    }

    @Test func seesInaccuracy() throws {
        let report = try backendReport("test", [FaultyKernels.inaccurate]).kernels[0]
        #expect(!report.passed && report.worstULPs > 15 && report.worstULPs < 34)
        #expect(report.worstShare > 1 && report.worstPlace.contains("element"))
    }

    @Test func seesErrorsInPlaceAndOffAlignment() throws {
        #expect(
            try findings(FaultyKernels.wrongInPlace)
                .contains("output 0 in place of argument 1: argument 0, element"))
        let text = try findings(FaultyKernels.wrongOffAlignment)
        #expect(text.contains("at the end of memory") && !text.contains("at the start of memory"))
    }

    @Test func seesAChangedInput() throws {
        #expect(
            try findings(FaultyKernels.changesItsInput)
                .contains("argument 1 is an input, but was changed"))
    }

    @Test func seesThatThreadsChangeBits() throws {
        #expect(try findings(FaultyKernels.dependsOnThreads).contains("other bits on 3 threads"))
    }

    @Test func seesThatStridesAreIgnored() throws {
        let text = try findings(FaultyKernels.ignoresStride)
        #expect(text.contains("of 1, 4 apart") && !text.contains("of 1, 1 apart"))
    }

    @Test func seesThatAGradientReadsWhatIsNotSaved() throws {
        #expect(try findings(FaultyKernels.readsWhatIsNotSaved).contains("got nan"))
    }

    /// The sensitivity to the input excuses nothing where the function jumps.
    @Test func seesAnErrorAtAJump() throws {
        let text = try findings(FaultyKernels.wrongAtAJump)
        #expect(text.contains("special from") && text.contains("got 0.0"))
        #expect(!text.contains("random"))
    }

    @Test func seesKernelsThatAreNeverUsed() throws {
        let loop = FaultyKernels.faultless.implementation
        #expect(
            try findings(BackendKernel("exponential", .float32, loop))
                .contains("no operation of this program asks for a kernel of this name"))
        let options = BackendCheckOptions(unused: ["exponential"])
        let unused = [BackendKernel("exponential", .float32, loop)]
        #expect(try checkBackend("test", unused, options: options).kernels[0].kind == "not in use")
        #expect(
            try findings(BackendKernel("exp", .int32, loop))
                .contains("the operation does not work on int32"))
        #expect(
            try findings(BackendKernel("add", .float32, loop))
                .contains("expected a BinaryLoop, which the operation calls; got a UnaryLoop"))
    }

    @Test func throwsWithAllThatIsWrong() throws {
        let kernels = [
            FaultyKernels.faultless, FaultyKernels.wrongForNaN, FaultyKernels.ignoresStride,
        ]
        let error = try #require(throws: GradientCheckError.self) {
            try checkBackend("test", kernels)
        }
        #expect(error.subject == "test")
        #expect("\(error)".contains("exp float32") && "\(error)".contains("sum.columns float64"))
    }

    @Test func checksWhatAPluginRegisters() throws {
        let error = try #require(throws: GradientCheckError.self) {
            try checkBackend(InaccuratePlugin.self)
        }
        #expect(error.subject == "test.inaccurate" && "\(error)".contains("exp.gradient float64"))
    }

    @Test func theReportIsATableAndJSON() throws {
        let report = try backendReport(
            "test", [FaultyKernels.faultless, FaultyKernels.wrongForNaN])
        let lines = report.description.split(separator: "\n")
        #expect(lines[0] == "backend test")
        #expect(lines[1].hasPrefix("kernel  dtype    kind  calls  worst ulp"))
        #expect(lines[2].hasPrefix("exp     float32  map"))
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        let text = String(decoding: try encoder.encode(report), as: UTF8.self)
        #expect(text.contains(#""name":"exp""#) && text.contains(#""worstULPs":"inf""#))
    }

    @Test func anotherSeedGivesOtherNumbers() throws {
        let seen = Mutex<[Float]>([])
        let recorder = FaultyKernels.exp { out, x, count in
            for i in 0..<count { out[i] = FaultyKernels.right(x[i]) }
            if count == 1000 { seen.withLock { $0.append(x[500]) } }
        }
        func numbers(_ seed: Int) throws -> [Float] {
            seen.withLock { $0 = [] }
            try checkBackend("test", [recorder], options: BackendCheckOptions(seed: seed))
            return seen.withLock { $0.filter { !$0.isNaN } }
        }
        #expect(try numbers(0) == numbers(0))
        #expect(try numbers(0) != numbers(1))
    }
}
