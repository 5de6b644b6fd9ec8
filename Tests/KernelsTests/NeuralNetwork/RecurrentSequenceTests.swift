import Foundation
import Kernels
import TestSupport
import Testing

struct RecurrentSequenceTests {
    /// The arrays of a plain cell, a number for each of the state.
    private struct Arrays {
        let sequence: RecurrentSequence
        let x, state, weight, recurrentWeight, bias, output, last: Guarded<Double>
        /// h after each turn of each row of the batch.
        private(set) var references: [[[Double]]] = []

        init(_ sequence: RecurrentSequence) {
            self.sequence = sequence
            let (batch, hidden) = (sequence.batch, sequence.hidden)
            var random = SplitMix(state: 1)
            x = Guarded([sequence.steps * batch, sequence.inputs], in: -1...1, &random)
            state = Guarded([batch, hidden], in: -1...1, &random)
            weight = Guarded([hidden, sequence.inputs], in: -0.2...0.2, &random)
            recurrentWeight = Guarded([hidden, hidden], in: -0.2...0.2, &random)
            bias = Guarded([hidden], in: -1...1, &random)
            output = Guarded(shape: [sequence.steps * batch, hidden])
            last = Guarded(shape: [batch, hidden])
            let (x, h) = (x.elements, state.elements)
            let parts = (weight.elements, recurrentWeight.elements, bias.elements)
            references = (0..<batch).map { row in
                reference(
                    x: (0..<sequence.steps).map {
                        self.row(x, turn: $0, batch: row, width: sequence.inputs)
                    }, h: Array(h[row * hidden..<(row + 1) * hidden]), parts)
            }
        }

        var inputs: RecurrentSequence.Inputs {
            RecurrentSequence.Inputs(
                sequence: x.view, state: state.view, cell: nil, weight: weight.view,
                recurrentWeight: recurrentWeight.view, bias: bias.view)
        }

        /// A row of an array of sequences of `width` numbers.
        func row(_ elements: [Double], turn: Int, batch row: Int, width: Int) -> [Double] {
            let step = sequence.isReversed ? sequence.steps - 1 - turn : turn
            let place =
                sequence.isBatchFirst ? row * sequence.steps + step : step * sequence.batch + row
            return Array(elements[place * width..<(place + 1) * width])
        }

        /// h after each turn of a row of the batch, one step after another.
        private func reference(
            x: [[Double]], h: [Double],
            _ parts: (weight: [Double], recurrent: [Double], bias: [Double])
        ) -> [[Double]] {
            let (inputs, hidden) = (sequence.inputs, sequence.hidden)
            var h = h
            return x.map { x in
                h = (0..<hidden).map { j in
                    var sum = parts.bias[j]
                    for p in 0..<inputs { sum += parts.weight[j * inputs + p] * x[p] }
                    for p in 0..<hidden { sum += parts.recurrent[j * hidden + p] * h[p] }
                    return tanh(sum)
                }
                return h
            }
        }
    }

    /// Sizes of one block, in which the inputs' product comes first, and of several, in which inputs
    /// and state are multiplied at once.
    private static let sizes = [
        (1, 1, 1, 1), (4, 3, 2, 5), (3, 40, 50, 64), (2, 5, 0, 3), (4, 40, 50, 64), (7, 40, 0, 64),
        (2, 17, 400, 100),
    ]

    @Test(arguments: [false, true], [false, true])
    func goesThroughEveryLayout(isBatchFirst: Bool, isReversed: Bool) throws {
        var places: Set<Int> = []
        for (steps, batch, inputs, hidden) in Self.sizes {
            for isKept in [false, true] {
                let sequence = RecurrentSequence(
                    .rnnTanh, steps: steps, batch: batch, inputs: inputs, hidden: hidden,
                    isBatchFirst: isBatchFirst, isReversed: isReversed)
                let arrays = Arrays(sequence)
                let turns = sequence.turnCount(isKept: isKept)
                #expect(turns == 1 || turns == steps)
                if !isKept && steps > 1 { places.insert(min(turns, 2)) }
                let gates = Guarded<Double>(
                    shape: [sequence.turnCount(isKept: false), batch, hidden])
                let states = Guarded<Double>(shape: [turns, batch, inputs + hidden])
                let isDone = sequence.run(
                    arrays.inputs,
                    RecurrentSequence.Trail(gates: gates.view, more: nil, states: states.view),
                    output: arrays.output.view, last: arrays.last.view)
                #expect(isDone && gates.isIntact && states.isIntact && arrays.output.isIntact)
                let output = arrays.output.elements
                let ends = (0..<batch).flatMap {
                    arrays.row(output, turn: steps - 1, batch: $0, width: hidden)
                }
                #expect(arrays.last.isIntact && arrays.last.elements == ends)
                let (first, x, kept) = (
                    arrays.state.elements, arrays.x.elements, states.elements
                )
                for row in 0..<batch {
                    for turn in 0..<steps {
                        // Sums of up to 501 terms of size 0.2.
                        let h = arrays.row(output, turn: turn, batch: row, width: hidden)
                        #expect(near(h, arrays.references[row][turn], within: 1e-13))
                        guard isKept else { continue }
                        let place = (turn * batch + row) * (inputs + hidden)
                        let before =
                            turn == 0
                            ? Array(first[row * hidden..<(row + 1) * hidden])
                            : arrays.row(output, turn: turn - 1, batch: row, width: hidden)
                        let input = arrays.row(x, turn: turn, batch: row, width: inputs)
                        #expect(Array(kept[place..<place + inputs + hidden]) == input + before)
                    }
                }
            }
        }
        #expect(places == [1, 2], "several blocks keep nothing, one block every turn")
    }

    @Test(arguments: [false, true], [false, true])
    func turnsComeBackAsSteps(isBatchFirst: Bool, isReversed: Bool) {
        for (steps, batch) in [(1, 1), (1, 4), (5, 1), (3, 4), (300, 40)] {
            let sequence = RecurrentSequence(
                .lstm, steps: steps, batch: batch, inputs: 2, hidden: 3,
                isBatchFirst: isBatchFirst, isReversed: isReversed)
            var random = SplitMix(state: 2)
            let turns = Guarded<Float>([steps, batch, 2], in: -1...1, &random)
            let target = Guarded<Float>(shape: [steps * batch, 2])
            sequence.copyTurns(turns.view, to: target.view)
            #expect(target.isIntact)
            var isRight = true
            for turn in 0..<steps {
                let step = isReversed ? steps - 1 - turn : turn
                for row in 0..<batch {
                    let to = 2 * (isBatchFirst ? row * steps + step : step * batch + row)
                    let from = 2 * (turn * batch + row)
                    for i in 0..<2 where target.elements[to + i] != turns.elements[from + i] {
                        isRight = false
                    }
                }
            }
            #expect(isRight)
            if sequence.turnsAreSteps { #expect(target.elements == turns.elements) }
        }
    }

    @Test func anEmptyBatchIsNoWork() {
        let sequence = RecurrentSequence(
            .gru, steps: 2, batch: 0, inputs: 1, hidden: 3, isBatchFirst: false, isReversed: false)
        let empty = Guarded<Float>(shape: [2, 0, 9])
        let weight = Guarded<Float>(shape: [9, 3])
        let isDone = sequence.run(
            RecurrentSequence.Inputs(
                sequence: empty.view, state: empty.view, cell: nil, weight: weight.view,
                recurrentWeight: weight.view),
            RecurrentSequence.Trail(gates: empty.view, more: empty.view, states: empty.view),
            output: empty.view, last: empty.view)
        #expect(isDone)
    }
}
