import Foundation
import Kernels
import TestSupport
import Testing

/// The arrays of one step, rows a few numbers apart.
struct RecurrentArrays<T: Element> {
    static var gap: Int { 3 }
    let cell: RecurrentCell
    let rows, hidden: Int
    var gates, recurrent, previous, more, output, state: Guarded<T>

    init(_ cell: RecurrentCell, rows: Int, hidden: Int, _ random: inout SplitMix) {
        (self.cell, self.rows, self.hidden) = (cell, rows, hidden)
        func array(_ count: Int) -> Guarded<T> {
            Guarded<T>([rows, count * hidden + Self.gap], in: -2...2, &random)
        }
        gates = array(cell.gateCount)
        recurrent = array(cell.gateCount)
        previous = array(1)
        more = array(1)
        output = array(1)
        state = array(1)
    }

    static func rows(_ array: Guarded<T>) -> MatrixRows {
        MatrixRows(array.pointer, stride: array.shape[1])
    }

    /// A number of one gate, or of the first where an array has one.
    static func number(_ array: Guarded<T>, _ row: Int, _ index: Int) -> Double {
        array.pointer[row * array.shape[1] + index].double
    }

    /// - Parameter place: Where h is laid besides.
    func run(state place: Guarded<T>? = nil) throws {
        var call = RecurrentStepCall(
            rows: rows, hidden: hidden, gates: Self.rows(gates),
            recurrent: Self.rows(recurrent), previous: Self.rows(previous),
            more: Self.rows(more), output: Self.rows(output), state: place.map { Self.rows($0) })
        (call.soon, call.soonCount) = (Self.rows(previous), place == nil ? 0 : hidden)
        try cell.step.loop(T.dtype).run(call)
    }

    /// Gates, what is kept and h of number j of a row, by the formulas.
    func expected(_ row: Int, _ j: Int) -> (gates: [Double], more: Double?, output: Double) {
        func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
        func gate(_ array: Guarded<T>, _ index: Int) -> Double {
            Self.number(array, row, index * hidden + j)
        }
        let before = Self.number(previous, row, j)
        switch cell {
        case .lstm:
            let gates = [
                sigmoid(gate(self.gates, 0)), sigmoid(gate(self.gates, 1)),
                tanh(gate(self.gates, 2)), sigmoid(gate(self.gates, 3)),
            ]
            let c = gates[1] * before + gates[0] * gates[2]
            return (gates, c, gates[3] * tanh(c))
        case .gru:
            let r = sigmoid(gate(gates, 0) + gate(recurrent, 0))
            let z = sigmoid(gate(gates, 1) + gate(recurrent, 1))
            let n = tanh(gate(gates, 2) + r * gate(recurrent, 2))
            return ([r, z, n], gate(recurrent, 2), (1 - z) * n + z * before)
        case .rnnTanh: return ([gate(gates, 0)], nil, tanh(gate(gates, 0)))
        case .rnnRelu: return ([gate(gates, 0)], nil, max(gate(gates, 0), 0))
        }
    }
}

struct RecurrentStepTests {
    private func check<T: Element>(
        _: T.Type, _ cell: RecurrentCell, _ hidden: Int, within tolerance: Double, _ table: String
    ) throws {
        var random = SplitMix(state: 3)
        let arrays = RecurrentArrays<T>(cell, rows: 3, hidden: hidden, &random)
        let expected = (0..<3).map { row in (0..<hidden).map { arrays.expected(row, $0) } }
        try arrays.run()
        for (row, numbers) in expected.enumerated() {
            for (j, number) in numbers.enumerated() {
                var found = number.gates.indices.map {
                    RecurrentArrays<T>.number(arrays.gates, row, $0 * hidden + j)
                }
                var right = number.gates
                if let more = number.more {
                    found.append(RecurrentArrays<T>.number(arrays.more, row, j))
                    right.append(more)
                }
                found.append(RecurrentArrays<T>.number(arrays.output, row, j))
                right.append(number.output)
                #expect(near(found, right, within: tolerance), "\(table) \(cell) \(row) \(j)")
            }
        }
        #expect(arrays.gates.isIntact && arrays.more.isIntact && arrays.output.isIntact)
    }

    /// In another array, and in that of the state before, as cells that keep no turns do it.
    @Test(arguments: RecurrentCell.allCases, [false, true])
    func theStateHasASecondPlace(cell: RecurrentCell, isInPlace: Bool) throws {
        try onEveryTable { table throws in
            for hidden in [1, 16, 37] {
                var random = (SplitMix(state: 4), SplitMix(state: 4))
                let alone = RecurrentArrays<Float>(cell, rows: 3, hidden: hidden, &random.0)
                let twice = RecurrentArrays<Float>(cell, rows: 3, hidden: hidden, &random.1)
                let place = isInPlace ? twice.previous : twice.state
                let before = place.elements
                try alone.run()
                try twice.run(state: place)
                #expect(twice.output.elements == alone.output.elements, "\(table) \(hidden)")
                #expect(twice.gates.elements == alone.gates.elements)
                #expect(twice.more.elements == alone.more.elements && place.isIntact)
                let width = place.shape[1]
                for row in 0..<3 {
                    let (h, gap) = (row * width..<row * width + hidden, row * width + hidden)
                    #expect(Array(place.elements[h]) == Array(alone.output.elements[h]))
                    #expect(
                        place.elements[gap..<(row + 1) * width] == before[gap..<(row + 1) * width])
                }
            }
        }
    }

    @Test(arguments: RecurrentCell.allCases)
    func agreesWithTheFormulas(cell: RecurrentCell) throws {
        try onEveryTable { table throws in
            for hidden in [1, 5, 16, 33] {
                // A few functions of 3 ulp each.
                try check(Float.self, cell, hidden, within: 2e-6, table)
                try check(Double.self, cell, hidden, within: 4e-15, table)
            }
        }
    }
}
