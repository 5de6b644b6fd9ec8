import Autograd
import TestSupport
import Testing

struct ThreadStateTests {
    @Test("seed defect 22: inside noGrad nothing is recorded")
    func noGradRecordsNothing() throws {
        let x = try leaf([1, 2])
        let y = try noGrad {
            #expect(!isGradEnabled)
            return try x * x
        }
        #expect(isGradEnabled && !y.requiresGrad && y.isLeaf)
        // A running sum keeps no graph.
        var total = try Tensor.zeros([], dtype: .float64)
        for _ in 0..<3 { try total += x.square().sum().detach() }
        #expect(!total.requiresGrad && total.values == [15])
    }

    @Test func theSettingEndsWithTheBodyAlsoWhenItThrows() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) { try noGrad { throw Stop() } }
        #expect(isGradEnabled)
        noGrad {
            enableGrad { #expect(isGradEnabled) }
            #expect(!isGradEnabled)
        }
    }

    @Test func theSettingBelongsToTheThread() throws {
        try noGrad { try onThread { #expect(isGradEnabled) } }
    }

    @Test func noGradPassesResultsAndTypedErrors() throws {
        let value = noGrad { 3 }
        #expect(value == 3)
        do throws(TensorError) {
            try noGrad { () throws(TensorError) in
                throw TensorError(.value, "test", expected: "this", got: "that")
            }
        } catch {
            #expect(error.operation == "test")
        }
    }

    @Test func aMutationScalesOneInputOnOneThread() throws {
        let (a, b) = (try leaf([2]), try leaf([3]))
        let gradients = try Mutation.plant("multiply", input: 1, factor: 10) {
            try onThread {
                let other = try leaf([3])
                #expect(try grad(of: (other * other).sum(), wrt: other).values == [6])
            }
            return try grad(of: [(a * b).sum()], wrt: [a, b])
        }
        #expect(gradients.map { $0?.values } == [[3], [20]])
        let after = try grad(of: [(a * b).sum()], wrt: [a, b])
        #expect(after.map { $0?.values } == [[3], [2]])
    }
}
