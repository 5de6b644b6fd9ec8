import Kernels
import TestSupport
import Testing

struct RecurrentGradientTests {
    /// What h, c and sums of a step are worth, u · h + v · c, and its slopes by difference quotients.
    @Test(arguments: RecurrentCell.allCases)
    func agreesWithDifferenceQuotients(cell: RecurrentCell) throws {
        try onEveryTable { table throws in try check(cell, table) }
    }

    private func check(_ cell: RecurrentCell, _ table: String) throws {
        typealias Arrays = RecurrentArrays<Double>
        let (rows, hidden) = (2, 9)
        var random = SplitMix(state: 5)
        let start = Arrays(cell, rows: rows, hidden: hidden, &random)
        func weights(_ count: Int) -> Guarded<Double> {
            Guarded([rows, count * hidden], in: -1...1, &random)
        }
        let (upstream, state, cells) = (weights(1), weights(1), weights(1))
        let (slopes, recurrentSlopes) = (weights(cell.gateCount), weights(cell.gateCount))
        let (stateBefore, cellsBefore) = (state.elements, cells.elements)

        /// Row `row`'s worth with one number moved.
        func worth(
            _ change: (array: KeyPath<Arrays, Guarded<Double>>, index: Int, by: Double),
            row: Int, j: Int
        ) throws -> Double {
            let copy = Self.copy(start)
            let array = copy[keyPath: change.array]
            array.pointer[row * array.shape[1] + change.index] += change.by
            try KernelTable.withTable(KernelTable()) { () throws in try copy.run() }
            let place = row * hidden + j
            let h = Arrays.number(copy.output, row, j)
            let c = cell.hasCellState ? Arrays.number(copy.more, row, j) : 0
            return (upstream.elements[place] + stateBefore[place]) * h + cellsBefore[place] * c
        }
        func slope(
            _ array: KeyPath<Arrays, Guarded<Double>>, _ gate: Int, row: Int, j: Int
        ) throws -> Double {
            let (index, step) = (gate * hidden + j, 1e-5)
            return
                (try worth((array, index, step), row: row, j: j)
                - worth((array, index, -step), row: row, j: j)) / (2 * step)
        }

        let kept = Self.copy(start)
        try kept.run()
        let output = cell.gateCount == 1 ? kept.output : kept.gates
        try cell.gradient.loop(.float64).run(
            RecurrentGradientCall(
                rows: rows, hidden: hidden, gates: Arrays.rows(output),
                previous: Arrays.rows(kept.previous), more: Arrays.rows(kept.more),
                upstream: Arrays.rows(upstream), state: Arrays.rows(state),
                cell: Arrays.rows(cells), gateGradient: Arrays.rows(slopes),
                recurrentGradient: Arrays.rows(recurrentSlopes)))
        for row in 0..<rows {
            for j in 0..<hidden {
                let place = "\(table) \(cell) row \(row), number \(j)"
                for gate in 0..<cell.gateCount {
                    // Quotients of step 1e-5 are right to about 1e-9.
                    let found = Arrays.number(slopes, row, gate * hidden + j)
                    #expect(
                        near([found], [try slope(\.gates, gate, row: row, j: j)], within: 1e-8),
                        "\(place), gate \(gate)")
                    guard cell.isRecurrentApart else { continue }
                    let other = Arrays.number(recurrentSlopes, row, gate * hidden + j)
                    #expect(
                        near([other], [try slope(\.recurrent, gate, row: row, j: j)], within: 1e-8),
                        "\(place), state's part of gate \(gate)")
                }
                guard cell.keepsMore else { continue }
                let before = Arrays.number(cell.hasCellState ? cells : state, row, j)
                #expect(
                    near([before], [try slope(\.previous, 0, row: row, j: j)], within: 1e-8),
                    "\(place)")
            }
        }
        #expect(slopes.isIntact && recurrentSlopes.isIntact && state.isIntact && cells.isIntact)
    }

    private static func copy(_ arrays: RecurrentArrays<Double>) -> RecurrentArrays<Double> {
        var copy = arrays
        func copied(_ array: Guarded<Double>) -> Guarded<Double> {
            Guarded(array.elements, array.shape)
        }
        copy.gates = copied(arrays.gates)
        copy.recurrent = copied(arrays.recurrent)
        copy.previous = copied(arrays.previous)
        copy.more = copied(arrays.more)
        copy.output = copied(arrays.output)
        return copy
    }
}
