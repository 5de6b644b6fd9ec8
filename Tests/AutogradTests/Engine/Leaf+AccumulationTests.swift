import Autograd
import TestSupport
import Testing

struct LeafAccumulationTests {
    @Test func gradientsAddUpWhereTheyLie() throws {
        let x = try leaf([1, 2])
        try x.square().sum().backward()
        let first = x.grad?.body.pointer
        try x.square().sum().backward()
        #expect(x.grad?.values == [4, 8])
        #expect(x.grad?.body.pointer == first, "nobody else held it")
    }

    @Test func aGradientThatIsHeldStaysAsItIs() throws {
        let x = try leaf([1, 2])
        try x.square().sum().backward()
        let held = try #require(x.grad)
        try x.square().sum().backward()
        #expect(held.values == [2, 4] && x.grad?.values == [4, 8])
    }

    @Test func leavesThatShareAGradientDoNotMeet() throws {
        let (a, b) = (try leaf([1]), try leaf([1]))
        for _ in 0..<3 { try (a + b).sum().backward() }
        try (a * 5).sum().backward()
        #expect(a.grad?.values == [8] && b.grad?.values == [3])
    }

    @Test func threadsAddToOneLeaf() throws {
        let x = try leaf([0.5, -1])
        try onThreads(8) { _ in
            for _ in 0..<100 { try (x * 2).sum().backward() }
        }
        #expect(x.grad?.values == [1600, 1600])
    }
}
