import Autograd
import GradientCheck
import TestSupport
import Testing

/// Inputs of a recurrent layer without biases: a sequence, states and weights.
private func inputs(
    gates: Int, states: Int, steps: Int, batch: Int, size: Int, hidden: Int, isBatchFirst: Bool
) throws -> [Tensor] {
    let sequence: Shape = isBatchFirst ? [batch, steps, size] : [steps, batch, size]
    let shapes =
        [sequence] + [Shape](repeating: [batch, hidden], count: states)
        + [[gates * hidden, size], [gates * hidden, hidden]]
    return try shapes.enumerated().map { index, shape in
        try Tensor.normal(
            shape, std: 0.2, dtype: .float64, generator: Generator(seed: UInt64(index)))
    }
}

struct RecurrentOperationTests {
    /// In sizes at which the batch is cut, which no sample has.
    @Test(arguments: [false, true])
    func largeBatchesAreAsTheirRows(isBatchFirst: Bool) throws {
        let all = try inputs(
            gates: 4, states: 2, steps: 5, batch: 70, size: 3, hidden: 40,
            isBatchFirst: isBatchFirst)
        let operation = LongShortTermMemory(RecurrentOptions(isBatchFirst: isBatchFirst))
        let whole = try operation(all)
        for start in [0, 31, 66] {
            var part = all
            part[0] = try all[0].narrow(dim: isBatchFirst ? 0 : 1, start: start, length: 4)
            for index in 1...2 {
                part[index] = try all[index].narrow(dim: 0, start: start, length: 4)
            }
            let few = try operation(part)
            let rows = try whole[0].narrow(dim: isBatchFirst ? 0 : 1, start: start, length: 4)
            #expect(near(few[0].values, rows.values, within: 1e-14))
            #expect(
                near(
                    few[2].values, try whole[2].narrow(dim: 0, start: start, length: 4).values,
                    within: 1e-14))
        }
    }

    /// Without a gradient every turn works in the same memory, and c in place.
    @Test(arguments: [3, 70], [false, true])
    func resultsAreTheSameWithAndWithoutAGradient(batch: Int, isReversed: Bool) throws {
        let options = RecurrentOptions(isBatchFirst: true, isReversed: isReversed)
        func compare(_ gates: Int, _ states: Int, _ run: ([Tensor]) throws -> [Tensor]) throws {
            let all = try inputs(
                gates: gates, states: states, steps: 5, batch: batch, size: 7, hidden: 40,
                isBatchFirst: true)
            let before = all.map(\.values)
            let leaves = try all.map { try leaf($0.values, $0.shape) }
            let tracked = try run(leaves)
            #expect(try run(all).map(\.values) == tracked.map(\.values))
            #expect(try noGrad { try run(leaves) }.map(\.values) == tracked.map(\.values))
            #expect(all.map(\.values) == before, "states at first are not written over")
        }
        try compare(4, 2) { try LongShortTermMemory(options)($0) }
        try compare(3, 1) { try GatedRecurrentUnit(options)($0) }
        try compare(1, 1) { try TanhRecurrence(options)($0) }
        try compare(1, 1) { try ReLURecurrence(options)($0) }
    }

    /// Sequences leave both weights in order, as one factor, for those that follow.
    @Test func weightsThatWereWrittenOverAreReadAnew() throws {
        var all = try inputs(
            gates: 4, states: 2, steps: 5, batch: 70, size: 3, hidden: 40, isBatchFirst: true)
        let operation = LongShortTermMemory(RecurrentOptions(isBatchFirst: true))
        func outputs() throws -> [Double] {
            for _ in 0..<2 { _ = try operation(all) }
            return try operation(all)[0].values
        }
        var before = try outputs()
        for index in [3, 4, 3] {
            try all[index] -= 0.25
            let copies = try all.map { tensor in try tensor.copied() }
            let found = try outputs()
            #expect(try operation(copies)[0].values == found && found != before)
            before = found
        }
    }

    /// From the third sequence on, a state of 0 is left out of the first turn's product, but for
    /// weights that make NaN of it.
    @Test(arguments: [0.5, .infinity, .nan])
    func aStateOfZeroAddsNothing(weight: Double) throws {
        var all = try inputs(
            gates: 4, states: 2, steps: 3, batch: 70, size: 3, hidden: 40, isBatchFirst: true)
        all[1] = try .zeros([70, 40], dtype: .float64)
        try all[4].set(0, 0, to: constant([weight]).reshape([]))
        let operation = LongShortTermMemory(RecurrentOptions(isBatchFirst: true))
        func bits() throws -> [[UInt64]] {
            try operation(all).map { $0.values.map(\.bitPattern) }
        }
        let output = try operation(all)[0]
        let first = try bits()
        for _ in 0..<3 { #expect(try bits() == first) }
        let numbers = try output[0..., 0, 0].values
        #expect(numbers.allSatisfy { $0.isNaN } == !weight.isFinite)
        #expect(try output[0..., 0, 1...].values.allSatisfy { $0.isFinite })
    }

    @Test func theFusedRuleIsTheComposedOneInLargeBatches() throws {
        let leaves = try inputs(
            gates: 3, states: 1, steps: 4, batch: 70, size: 3, hidden: 50, isBatchFirst: true
        ).map { try leaf($0.values, $0.shape) }
        func gradients(composed: Bool) throws -> [[Double]] {
            let outputs = try GatedRecurrentUnit(RecurrentOptions(isBatchFirst: true))(leaves)
            return try grad(
                of: [outputs[0].square().sum(), outputs[1].sum()], wrt: leaves,
                createGraph: composed
            ).map { $0?.values ?? [] }
        }
        for (fused, composed) in zip(try gradients(composed: false), try gradients(composed: true))
        {
            // Sums of up to 14,000 terms.
            #expect(!fused.isEmpty && near(fused, composed, within: 1e-11))
        }
    }

    @Test func hasTheSameBitsOnAnyNumberOfThreads() async {
        // A process of its own: the number of threads is everybody's.
        await #expect(processExitsWith: .success) {
            func run(threads: Int) throws -> [[Double]] {
                Runtime.threadCount = threads
                let leaves = try inputs(
                    gates: 4, states: 2, steps: 6, batch: 70, size: 8, hidden: 48,
                    isBatchFirst: true
                ).map { try leaf($0.values, $0.shape) }
                let outputs = try LongShortTermMemory(RecurrentOptions(isBatchFirst: true))(leaves)
                let gradients = try grad(
                    of: outputs.map { $0.square().sum() }, wrt: leaves)
                return outputs.map(\.values) + gradients.map { $0?.values ?? [] }
            }
            let one = try run(threads: 1)
            for threads in [2, 3, 8] where try run(threads: threads) != one { throw Stop() }
        }
    }

    /// Only what is wanted comes back, also when nothing is asked of the sequence itself.
    @Test func lastStatesAloneHaveGradients() throws {
        let leaves = try LongShortTermMemory.samples[0].inputs.map { try leaf($0.values, $0.shape) }
        for output in 1...2 {
            for composed in [false, true] {
                let outputs = try LongShortTermMemory()(leaves)
                let found = try grad(
                    of: [outputs[output].sum()], wrt: leaves, createGraph: composed)
                let whole = try LongShortTermMemory()(leaves)
                let last = output == 1 ? try whole[0][-1] : whole[2]
                let expected = try grad(of: [last.sum()], wrt: leaves, createGraph: true)
                for (a, b) in zip(found, expected) {
                    #expect(near(a?.values ?? [], b?.values ?? [], within: 1e-14))
                }
            }
        }
    }

    @Test func aNaNStaysInItsRow() throws {
        var all = try inputs(
            gates: 4, states: 2, steps: 3, batch: 2, size: 2, hidden: 3, isBatchFirst: true)
        try all[0].set(0, 1, 0, to: constant([nan]).reshape([]))
        let output = try LongShortTermMemory(RecurrentOptions(isBatchFirst: true))(all)[0]
        #expect(try output[0, 0].values.allSatisfy { $0.isFinite })
        #expect(try output[0, 1...2].values.allSatisfy { $0.isNaN })
        #expect(try output[1].values.allSatisfy { $0.isFinite })
    }

    @Test func shapesAndTypesMustFit() throws {
        let all = try inputs(
            gates: 3, states: 1, steps: 2, batch: 2, size: 2, hidden: 3, isBatchFirst: false)
        func text(_ index: Int, _ tensor: Tensor) -> String {
            errorText {
                var inputs = all
                inputs[index] = tensor
                _ = try GatedRecurrentUnit()(inputs)
            }
        }
        let wide = try Tensor.zeros([2, 2, 5], dtype: .float64)
        #expect(text(0, wide).hasPrefix("gru: expected a sequence [steps, batch, inputs] of at"))
        #expect(text(0, wide).contains("got [[2, 2, 5], [2, 3], [9, 2], [9, 3]]"))
        #expect(text(0, try .zeros([0, 2, 2], dtype: .float64)).contains("at least one step"))
        #expect(text(1, try .zeros([3, 3], dtype: .float64)).contains("[2, 3]"))
        #expect(text(3, try .zeros([8, 3], dtype: .float64)).contains("[3 hidden, hidden]"))
        #expect(text(2, try .zeros([9, 2])).contains("float32"))
    }
}

private struct Stop: Error {}
