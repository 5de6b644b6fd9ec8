import Autograd
import TestSupport
import Testing

struct PathRecordTests {
    /// The operations that cut the path from `x` to what `body` computes, with the reason.
    private func cuts(
        of x: Tensor, _ body: () throws -> Tensor
    ) throws -> [String] {
        let paths = PathRecord()
        let output = try paths.record(body)
        guard case .cut(let cuts)? = paths.end(of: x, before: output) else { return [] }
        for cut in cuts {
            #expect("\(cut.place)".contains("PathRecordTests.swift:"), "\(cut.place)")
        }
        return cuts.map { "\($0.operation) \($0.reason)" }
    }

    @Test func eachWayToCutIsNamed() throws {
        let x = try leaf([1, 2, 3])
        #expect(try cuts(of: x) { try (x * 2).detach() * x.detach() }.contains("detach detached"))
        #expect(try cuts(of: x) { try (x * 2).argmax() } == ["argmax detached"])
        #expect(try cuts(of: x) { try (x * 2).argmin(dim: 0) } == ["argmin detached"])
        #expect(try cuts(of: x) { (x * 2).round().sum() } == ["round zeroGradient"])
        #expect(try cuts(of: x) { noGrad { x.square() * 2 } } == ["square noGrad"])
        #expect(
            try cuts(of: x) { try x.exp().to(dtype: .int64).to(dtype: .float64) }
                == ["to notFloatingPoint"])
        #expect(try cuts(of: x) { try (x .> 1).to(dtype: .float64) } == ["greater zeroGradient"])
    }

    @Test func aTrackedPathHasNoEnd() throws {
        let x = try leaf([1, 2])
        let paths = PathRecord()
        // Cut on one way, whole on another.
        let output = try paths.record { try (x * x.detach()).sum() }
        #expect(paths.end(of: x, before: output) == nil)
    }

    @Test func aTensorThatNothingUsesSaysSo() throws {
        let (x, other) = (try leaf([1]), try leaf([2]))
        let paths = PathRecord()
        let output = try paths.record { other.exp() }
        guard case .neverUsed? = paths.end(of: x, before: output) else {
            Issue.record("it was not used")
            return
        }
    }

    @Test func theLastCallOfAnUnusedResultIsNamed() throws {
        let (x, other) = (try leaf([1]), try leaf([2]))
        let paths = PathRecord()
        let output = try paths.record {
            _ = x.exp().tanh()
            return other.square()
        }
        guard case .unused(let call)? = paths.end(of: x, before: output) else {
            Issue.record("its result was not used")
            return
        }
        #expect(call.operation == "tanh")
        #expect("\(call)".hasPrefix("tanh in ") && "\(call)".contains("PathRecordTests.swift:"))
    }

    @Test func aLongChainIsWalkedWithoutRecursion() throws {
        try onThread(stackBytes: 512 * 1024) {
            let x = try leaf([1])
            let paths = PathRecord()
            var y = x
            for _ in 0..<20_000 { y = -y }
            let output = try paths.record { y.round() }
            guard case .cut(let cuts)? = paths.end(of: x, before: output) else {
                Issue.record("no cut")
                return
            }
            #expect(cuts.count == 1)
        }
    }
}
