import Autograd
import GradientCheck
import Kernels
import Testing

struct ThreadsTests {
    @Test func checksRunOnTheNumbersOfThreadsThatTheySay() throws {
        let error = try #require(throws: GradientCheckError.self) {
            try checkOperation(ThreadDependent.self)
        }
        #expect("\(error)".contains("output 0 differs between 1 and 2 threads"))
    }

    /// In a process of its own, where no other test changes the number.
    @Test func theNumberOfThreadsIsPutBack() async {
        await #expect(processExitsWith: .success) {
            let before = Runtime.threadCount
            _ = try? checkOperation(ThreadDependent.self)
            precondition(Runtime.threadCount == before)
        }
    }
}
