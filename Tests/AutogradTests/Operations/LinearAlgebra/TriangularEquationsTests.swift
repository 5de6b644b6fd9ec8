import Autograd
import GradientCheck
import TestSupport
import Testing

struct TriangularEquationsTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(TriangularEquations.self) }

    @Test func readsOneTriangle() throws {
        let a = try constant([2, nan, 1, 4], [2, 2])
        let b = try constant([2, 9], [2, 1])
        #expect(try a.solveTriangular(b, upper: false).values == [1, 2])
        #expect(try a.mT.solveTriangular(b.mT, upper: true, left: false).values == [1, 2])
        let unit = try a.solveTriangular(b, upper: false, unitriangular: true)
        #expect(unit.values == [2, 7])
    }

    @Test func layoutsOfAGiveTheSame() throws {
        let a = try Tensor.normal([3, 4, 4], dtype: .float64, generator: Generator(seed: 1))
        let b = try Tensor.normal([4, 2], dtype: .float64, generator: Generator(seed: 2))
        let copied = try a.mT.clone().mT
        for upper in [false, true] {
            let x = try a.solveTriangular(b, upper: upper)
            #expect(x.shape == [3, 4, 2])
            #expect(near(try copied.solveTriangular(b, upper: upper).values, x.values, ulps: 64))
            let triangle = upper ? try a.triu() : try a.tril()
            #expect(
                near(try triangle.matmul(x).values, try b.expand([3, 4, 2]).values, within: 1e-10))
        }
    }

    @Test func zeroOnTheDiagonalGivesInfinity() throws {
        #expect(
            try constant([0], [1, 1]).solveTriangular(constant([1], [1, 1]), upper: true).values
                == [infinity])
        #expect(try Tensor.zeros(0, 0).solveTriangular(.zeros(0, 2), upper: true).shape == [0, 2])
    }

    @Test func rightSideOfAnotherSideHasGradients() throws {
        let a = try leaf([2, 1, 0, 3], [2, 2])
        let b = try leaf([1, 2, 3, 4, 5, 6], [3, 2])
        try gradcheck(
            { try $0[0].solveTriangular($0[1], upper: true, left: false) }, inputs: [a, b])
    }

    @Test func namesShapes() {
        let text = errorText { _ = try Tensor.ones(2, 2).solveTriangular(.ones(3, 1), upper: true) }
        #expect(text.contains("[2, 2]") && text.contains("[3, 1]"))
        #expect(
            errorText { _ = try Tensor.ones(2, 2).solveTriangular(.ones(2), upper: true) }
                .contains("got [2]"))
    }
}
