import Autograd
import TestSupport
import Testing

struct MutationTests {
    private func slopes(_ a: Tensor, _ b: Tensor) throws -> [Double] {
        let gradients = try grad(of: [(a * b).sum()], wrt: [a, b])
        return gradients.flatMap { $0?.values ?? [] }
    }

    @Test func scalesOneInputsGradientOfOneOperation() throws {
        let (a, b) = (try leaf([2]), try leaf([3]))
        #expect(try slopes(a, b) == [3, 2])
        try Mutation.plant("multiply", input: 1, factor: 10) { () throws in
            #expect(try slopes(a, b) == [3, 20])
            try Mutation.plant("multiply", input: 0, factor: 0) { () throws in
                #expect(try slopes(a, b) == [0, 2], "the inner one holds")
            }
            #expect(try slopes(a, b) == [3, 20])
        }
        try Mutation.plant("add", input: 0, factor: 10) { () throws in
            #expect(try slopes(a, b) == [3, 2])
        }
        #expect(try slopes(a, b) == [3, 2])
    }

    @Test func endsWithAnErrorAndBelongsToItsThread() throws {
        struct Stop: Error {}
        let (a, b) = (try leaf([2]), try leaf([3]))
        #expect(throws: Stop.self) {
            try Mutation.plant("multiply", input: 0, factor: 7) { throw Stop() }
        }
        #expect(try slopes(a, b) == [3, 2])
        try Mutation.plant("multiply", input: 0, factor: 7) {
            try onThread {
                let gradient = try grad(of: (a * b).sum(), wrt: a)
                #expect(gradient.values == [3])
            }
        }
    }
}
