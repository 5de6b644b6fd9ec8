import Autograd
import GradientCheck
import Kernels
import Testing

struct ThreadsTests {
    @Test func checksRunOnTheNumbersOfThreadsThatTheySayAndPutItBack() throws {
        let before = Runtime.threadCount
        let error = try #require(throws: GradientCheckError.self) {
            try checkOperation(ThreadDependent.self)
        }
        #expect("\(error)".contains("output 0 differs between 1 and 2 threads"))
        #expect(Runtime.threadCount == before)
    }
}
