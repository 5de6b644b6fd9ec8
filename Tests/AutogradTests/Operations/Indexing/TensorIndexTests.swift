import Autograd
import GradientCheck
import TestSupport
import Testing

/// 0…23 as [2, 3, 4].
private func cube() throws -> Tensor { try leaf((0..<24).map(Double.init), [2, 3, 4]) }

struct TensorIndexTests {
    @Test func numbersDropAxes() throws {
        let x = try cube()
        #expect(try x[1].shape == [3, 4] && x[1].values.first == 12)
        #expect(try x[1, 2, 3].values == [23] && x[1, 2, 3].shape == [])
        #expect(try x[-1, -3, -4].values == [12])
    }

    @Test func rangesEndWhereTheAxisDoes() throws {
        let x = try cube()
        #expect(try x[0, 0, 1..<3].values == [1, 2])
        #expect(try x[0, 0, 1...2].values == [1, 2])
        #expect(try x[0, 0, 2...].values == [2, 3])
        #expect(try x[0, 0, ..<2].values == [0, 1])
        #expect(try x[0, 0, ...1].values == [0, 1])
        #expect(try x[0, 0, 2..<99].values == [2, 3])
        #expect(try x[0, 0, 99...].shape == [0])
        #expect(try x[.all, 1..<1].shape == [2, 0, 4])
    }

    @Test func stepsGoBothWays() throws {
        let x = try cube()
        #expect(try x[0, 0, .range(step: 2)].values == [0, 2])
        #expect(try x[0, 0, .range(step: -1)].values == [3, 2, 1, 0])
        #expect(try x[0, 0, .range(from: -2, to: 0, step: -1)].values == [2, 1])
        #expect(try x[0, 0, .range(from: -3, to: -1)].values == [1, 2])
        #expect(try x[0, 0, .range(from: 1, step: 7)].values == [1])
    }

    @Test func ellipsisAndNewAxis() throws {
        let x = try cube()
        #expect(try x[.ellipsis, 0].values == [0, 4, 8, 12, 16, 20])
        #expect(try x[0, .ellipsis, 0].shape == [3])
        #expect(try x[.newAxis, .all, .newAxis].shape == [1, 2, 1, 3, 4])
        #expect(try x[.ellipsis].shape == [2, 3, 4])
        #expect(try Tensor(3.0)[.newAxis].shape == [1])
    }

    @Test("seed defect 2: a slice keeps the graph")
    func gradientsFlowBack() throws {
        let x = try leaf([1, 2, 3, 4])
        try x[0..<2].sum().backward()
        #expect(x.grad?.values == [1, 1, 0, 0])
        let y = try cube()
        try gradcheck({ try $0[0][.all, .range(step: -2), 1...] }, inputs: [y])
        try gradgradcheck({ try $0[0][1, .newAxis, .ellipsis, 3].square() }, inputs: [y])
    }

    @Test func rejectsWhatIsNotThere() throws {
        let x = try cube()
        #expect(
            errorText { _ = try x[2] }
                == "subscript: expected an index from -2 to 1 for dim 0; got 2.")
        #expect(errorText { _ = try x[0, 0, 0, 0] }.contains("at most 3 indices"))
        #expect(errorText { _ = try x[.ellipsis, .ellipsis] }.contains("2 ellipses"))
        #expect(errorText { _ = try x[.range(step: 0)] }.contains("a step other than 0"))
        #expect(errorText { _ = try Tensor.zeros(0)[0] }.hasPrefix("subscript: "))
    }

    @Test func extremeNumbersDoNotTrap() throws {
        let x = try Tensor.arange(4)
        #expect(try x[.range(from: Int.min, to: Int.max)].count == 4)
        #expect(try x[.range(from: Int.max, to: Int.min, step: -1)].count == 4)
        #expect(try x[.range(step: Int.max)].count == 1)
        #expect(try x[.range(step: Int.min)].count == 1)
        #expect(!errorText { _ = try x[.at(Int.min)] }.isEmpty)
        #expect(try x[0...Int.max].count == 4)
    }

    @Test func setWritesAPart() throws {
        var x = try constant([1, 2, 3, 4, 5, 6], [2, 3])
        let before = x
        try x.set(0, 1..<3, to: constant([8, 9]))
        #expect(x.values == [1, 8, 9, 4, 5, 6] && before.values == [1, 2, 3, 4, 5, 6])
        try x.set(1, to: Tensor(7.0))
        #expect(x.values == [1, 8, 9, 7, 7, 7])
        try x.set(TensorIndex.all, TensorIndex.range(step: -1), to: x.clone())
        #expect(x.values == [9, 8, 1, 7, 7, 7])
        #expect(
            errorText { try x.set(0, to: .ones(2)) }
                == "set: expected a value that broadcasts to [3]; got [2].")
    }

    @Test func setPassesGradientsToValueAndRest() throws {
        let (x, value) = (try leaf([1, 2, 3]), try leaf([10]))
        var y = x * 2
        try y.set(1, to: value[0])
        try (y * constant([1, 10, 100])).sum().backward()
        #expect(x.grad?.values == [2, 0, 200] && value.grad?.values == [10])
    }

    @Test func setFromItself() throws {
        var x = try constant([1, 2, 3, 4])
        try x.set(0..<3, to: x[1..<4])
        #expect(x.values == [2, 3, 4, 4])
    }

    @Test("seed defect 21: writing after the forward pass does not corrupt gradients")
    func laterWritesAreNotSeen() throws {
        let x = try leaf([1, 2])
        var h = x * 1
        let y = h.square().sum()
        try noGrad { try h.set(0, to: Tensor(100.0, dtype: .float64)) }
        #expect(h.values == [100, 2])
        try y.backward()
        #expect(x.grad?.values == [2, 4])
    }
}
