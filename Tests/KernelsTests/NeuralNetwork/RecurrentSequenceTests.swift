import Foundation
import Kernels
import TestSupport
import Testing

struct RecurrentSequenceTests {
    /// h after each step of the plain cell, one number after another.
    private func reference(
        _ sequence: RecurrentSequence, gates: [Double], state: [Double], weight: [Double]
    ) -> [Double] {
        let (steps, batch, hidden) = (sequence.steps, sequence.batch, sequence.hidden)
        var output = gates
        for row in 0..<batch {
            var h = Array(state[row * hidden..<(row + 1) * hidden])
            for turn in 0..<steps {
                let step = sequence.isReversed ? steps - 1 - turn : turn
                let start =
                    (sequence.isBatchFirst ? row * steps + step : step * batch + row) * hidden
                h = (0..<hidden).map { j in
                    let sum = (0..<hidden).reduce(gates[start + j]) {
                        $0 + weight[j * hidden + $1] * h[$1]
                    }
                    return tanh(sum)
                }
                for j in 0..<hidden { output[start + j] = h[j] }
            }
        }
        return output
    }

    @Test(arguments: [false, true], [false, true])
    func goesThroughEveryLayout(isBatchFirst: Bool, isReversed: Bool) throws {
        for (steps, batch, hidden) in [(1, 1, 1), (4, 3, 5), (3, 40, 64)] {
            let sequence = RecurrentSequence(
                .rnnTanh, steps: steps, batch: batch, hidden: hidden, isBatchFirst: isBatchFirst,
                isReversed: isReversed)
            var random = SplitMix(state: 1)
            let gates = Guarded<Double>([steps * batch, hidden], in: -1...1, &random)
            let state = Guarded<Double>([batch, hidden], in: -1...1, &random)
            let weight = Guarded<Double>([hidden, hidden], in: -0.2...0.2, &random)
            let expected = reference(
                sequence, gates: gates.elements, state: state.elements, weight: weight.elements)
            let isDone = sequence.run(
                RecurrentSequence.Arrays(
                    gates: gates.view, more: nil, output: gates.view, state: state.view, cell: nil,
                    weight: weight.view))
            #expect(isDone && gates.isIntact)
            // Sums of up to 64 terms of size 0.2.
            #expect(near(gates.elements, expected, within: 1e-13))

            let previous = Guarded<Double>(shape: [steps * batch, hidden])
            sequence.copyPrevious(previous.view, output: gates.view, state: state.view)
            #expect(previous.isIntact)
            let turns = (0..<steps).map { isReversed ? steps - 1 - $0 : $0 }
            for row in 0..<batch {
                func place(_ step: Int) -> Int {
                    (isBatchFirst ? row * steps + step : step * batch + row) * hidden
                }
                #expect(previous.elements[place(turns[0])] == state.elements[row * hidden])
                for turn in 1..<max(steps, 1) where steps > 1 {
                    #expect(
                        previous.elements[place(turns[turn])]
                            == gates.elements[place(turns[turn - 1])])
                }
            }
        }
    }

    @Test func anEmptyBatchIsNoWork() {
        let sequence = RecurrentSequence(
            .gru, steps: 2, batch: 0, hidden: 3, isBatchFirst: false, isReversed: false)
        let empty = Guarded<Float>(shape: [0, 3])
        let weight = Guarded<Float>(shape: [9, 3])
        let isDone = sequence.run(
            RecurrentSequence.Arrays(
                gates: empty.view, more: empty.view, output: empty.view, state: empty.view,
                cell: nil, weight: weight.view))
        #expect(isDone)
    }
}
