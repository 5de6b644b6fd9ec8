import Autograd
import GradientCheck
import Testing

struct CatalogueTests {
    @Test func everyOperationPassesItsCheck() throws {
        let operations = Catalogue.operations()
        #expect(operations.count > 40)
        for operation in operations where !"\(operation)".contains("Wrong") {
            do { print(try checkOperation(operation)) } catch { Issue.record("\(error)") }
        }
    }
}
