import GradientCheck
import LinAlgKit
import Periodic
import Testing

struct RunningSumTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(RunningSum.self) }

    @Test func values() throws {
        let x = try Tensor([[1, 2, 3], [-1, 0.5, 0.25]])
        #expect(try x.runningSum().toArray(as: Float.self) == [1, 3, 6, -1, -0.5, -0.25])
    }

    @Test func errorsNameTheOperationAndTheInput() throws {
        let error = #expect(throws: TensorError.self) { try Tensor([1, 2]).runningSum() }
        #expect(
            error?.description
                == "periodic.runningSum: expected floating-point numbers along an axis; got int64 [2]."
        )
    }
}
