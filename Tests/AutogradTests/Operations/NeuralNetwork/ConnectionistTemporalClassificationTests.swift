import Autograd
import Foundation
import GradientCheck
import TestSupport
import Testing

struct ConnectionistTemporalClassificationTests {
    @Test func passesTheOperationCheck() throws {
        try checkOperation(ConnectionistTemporalClassification.self)
    }

    /// What a path spells: repetitions merged, then blanks left out.
    private func spelled(_ path: [Int], blank: Int) -> [Int] {
        path.enumerated().filter { $0.offset == 0 || path[$0.offset - 1] != $0.element }
            .map(\.element).filter { $0 != blank }
    }

    /// All paths of a few times, one by one.
    @Test(arguments: [[], [1], [1, 1], [1, 2], [2, 1, 2], [1, 1, 1]] as [[Int]])
    func addsUpThePathsThatSpellTheLabels(labels: [Int]) throws {
        let (times, classes) = (4, 3)
        let x = try Samples.values([times, 1, classes], in: -3...0)
        var paths: [[Int]] = [[]]
        for _ in 0..<times {
            paths = paths.flatMap { path in (0..<classes).map { path + [$0] } as [[Int]] }
        }
        let numbers = x.values
        var total = 0.0
        for path in paths where spelled(path, blank: 0) == labels {
            var logarithm = 0.0
            for (time, label) in path.enumerated() { logarithm += numbers[time * classes + label] }
            total += Foundation.exp(logarithm)
        }
        let loss = try ConnectionistTemporalClassification([labels], lengths: [times])(x).item()
        #expect(near([Foundation.exp(-loss)], [total], ulps: 64))
    }

    @Test func logProbabilitiesOfMinusInfinityAreLeftOut() throws {
        let x = try leaf([-infinity, 0, 0, -infinity], [2, 1, 2])
        let operation = ConnectionistTemporalClassification([[1]], lengths: [2])
        #expect(try operation(x).item() == 0)
        #expect(try gradient(at: x) { try operation($0) }.values == [0, -1, -1, 0])
    }

    @Test func noPathGivesInfinityAndNaN() throws {
        let x = try leaf([-1, -1], [1, 1, 2])
        let operation = ConnectionistTemporalClassification([[1, 1]], lengths: [1])
        #expect(try operation(x).item() == infinity)
        for composed in [false, true] {
            let slopes = try gradient(at: x, composed: composed) { try operation($0) }
            #expect(slopes.values.allSatisfy { $0.isNaN })
        }
    }
}
