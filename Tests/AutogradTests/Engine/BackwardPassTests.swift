import Autograd
import GradientCheck
import TestSupport
import Testing

struct BackwardPassTests {
    @Test("seed defect 16: two losses that share h = x·x add up to 42")
    func intermediateGradientsDoNotLeak() throws {
        let x = try leaf([3])
        let h = try x * x
        try (h * 2).sum().backward(retainGraph: true)
        #expect(x.grad?.values == [12])
        try (h * 5).sum().backward()
        #expect(x.grad?.values == [42])
    }

    @Test func gradientsAccumulateUntilTheyAreCleared() throws {
        let x = try leaf([1, 2])
        for count in 1...3 {
            try x.square().sum().backward()
            #expect(x.grad?.values == [2 * Double(count), 4 * Double(count)])
        }
        x.grad = nil
        try x.square().sum().backward()
        #expect(x.grad?.values == [2, 4])
    }

    @Test("seed defect 17: a second backward pass through a freed graph throws")
    func freedGraphThrows() throws {
        let x = try leaf([2])
        let y = try (x * x).sum()
        try y.backward()
        let text = errorText { try y.backward() }
        #expect(text.hasPrefix("backward: expected a graph that still holds what sum needs"))
        #expect(text.contains("retainGraph: true"))
        #expect(errorText { _ = try grad(of: y, wrt: x) }.contains("has freed"))
    }

    @Test func aPartlyFreedGraphThrowsInsteadOfLeavingOutAShare() throws {
        let x = try leaf([3])
        let h = try x * x
        try h.sum().backward()
        let y = try (h * x).sum()
        #expect(errorText { _ = try grad(of: y, wrt: x) }.contains("holds what multiply needs"))
        #expect(errorText { try y.backward() }.contains("holds what multiply needs"))
    }

    @Test func aRetainedGraphGivesTheSameAgain() throws {
        let x = try leaf([2])
        let y = x.exp().sum()
        try y.backward(retainGraph: true)
        let first = try #require(x.grad)
        x.grad = nil
        try y.backward()
        #expect(x.grad?.values == first.values)
    }

    @Test("seed defect 18: a chain of 1,000,000 operations on a stack of 512 KiB")
    func longChain() throws {
        try onThread(stackBytes: 512 * 1024) {
            let x = try leaf([1], [])
            var y = x
            for step in 0..<500_000 { y = step % 2 == 0 ? (y * 2) * 0.5 : (y + 1) - 1 }
            try y.backward()
            #expect(x.grad?.values == [1])
        }
    }

    @Test func aLongChainIsReleasedWithoutABackwardPass() throws {
        try onThread(stackBytes: 512 * 1024) {
            var y = try leaf([1], [])
            for _ in 0..<1_000_000 { y = -y }
            #expect(y.values == [1])
        }
    }

    @Test func aLongChainRecordsItsOwnGradient() throws {
        try onThread(stackBytes: 512 * 1024) {
            let x = try leaf([0.5], [])
            var y = x
            for _ in 0..<20_000 { y = y.square().sqrt() }
            let slope = try grad(of: y, wrt: x, createGraph: true)
            #expect(near(slope.values, [1], ulps: 1e5))
            let second = try grad(of: slope, wrt: x)
            #expect((second.values[0]).magnitude < 1e-6)
        }
    }

    @Test func derivativesOfAnyOrder() throws {
        let x = try leaf([2], [])
        var derivative = try x.pow(5)
        for expected in [80.0, 160, 240, 240, 120] {
            derivative = try grad(of: derivative, wrt: x, createGraph: true)
            #expect(near(derivative.values, [expected], ulps: 64))
        }
    }

    @Test func backwardWithCreateGraphLeavesATrackedGradient() throws {
        let x = try leaf([3], [])
        try x.pow(3).backward(createGraph: true)
        let first = try #require(x.grad)
        #expect(first.requiresGrad && first.values == [27])
        let second = try grad(of: first, wrt: x)
        #expect(near(second.values, [18]))
        x.grad = nil
    }

    @Test func gradientsOfOneAnotherMix() throws {
        // d/dy of d/dx of x²y³ = 2x · 3y².
        let (x, y) = (try leaf([2], []), try leaf([3], []))
        let f = try x.square() * y.pow(3)
        let slope = try grad(of: f, wrt: x, createGraph: true)
        #expect(near(try grad(of: slope, wrt: y).values, [108]))
    }

    @Test func aDiamondIsVisitedOnce() throws {
        let x = try leaf([2], [])
        let h = x.exp()
        let y = try (h * 3 + h.square()) * h
        // d/dx (3e²ˣ + e³ˣ) = 6e²ˣ + 3e³ˣ.
        let e = h.values[0]
        #expect(near(try grad(of: y, wrt: x).values, [6 * e * e + 3 * e * e * e], ulps: 32))
    }

    @Test func concurrentPassesOverGraphsOfTheirOwn() throws {
        try onThreads(8) { thread in
            for round in 0..<50 {
                let x = try leaf([Double(thread), Double(round), 1])
                try (x.square() * x).sum().backward()
                let expected = [Double(thread), Double(round), 1].map { 3 * $0 * $0 }
                #expect(x.grad?.values == expected)
            }
        }
    }

    @Test func concurrentPassesOverASharedGraphAddUp() throws {
        let x = try leaf([1, 2, 3])
        let y = x.square().sum()
        try onThreads(8) { _ in
            for _ in 0..<50 { try y.backward(retainGraph: true) }
        }
        #expect(x.grad?.values == [800, 1600, 2400])
    }

    @Test func sumsAreMadeInAFixedOrder() throws {
        func slope() throws -> [UInt64] {
            let x = try leaf([0.1], [])
            var total = x * 0
            for i in 1...200 { total = try total + (x * (1 / Double(i))).sin(i) }
            return try grad(of: total, wrt: x).values.map(\.bitPattern)
        }
        let first = try slope()
        for _ in 0..<5 { #expect(try slope() == first) }
    }
}

extension Tensor {
    /// Something uneven.
    fileprivate func sin(_ i: Int) -> Tensor { i % 3 == 0 ? exp() : i % 3 == 1 ? tanh() : square() }
}
