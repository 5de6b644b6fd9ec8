import Autograd
import GradientCheck
import TestSupport
import Testing

struct WindowMeanTests {
    @Test func passesTheOperationCheck() throws { try checkOperation(WindowMean.self) }

    @Test func theTransposePassesTheOperationCheck() throws {
        try checkOperation(WindowSpread.self)
    }
}
