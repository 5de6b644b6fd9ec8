import Autograd
import GradientCheck
import OpenBLAS
import Testing
import VectorCPU

/// The package's own operations, without those that tests declare.
private func ownOperations() -> [any Operation.Type] {
    Catalogue.operations().filter { String(reflecting: $0).hasPrefix("Autograd.") }
}

struct CatalogueTests {
    @Test func findsOperationsByTheirConformance() {
        let names = ownOperations().map { $0.name }
        #expect(names.count >= 53)
        for name in ["add", "gelu", "logSoftmax", "matmul", "scatterAdd", "where"] {
            #expect(names.contains(name))
        }
    }

    @Test func findsEachOperationOnceInTheOrderOfNames() {
        let names = ownOperations().map { $0.name }
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
    }

    @Test func findsOperationsOfOtherModules() {
        #expect(Catalogue.operations(named: "test.insensitive").count == 1)
        #expect(Catalogue.operations(named: "no such operation").isEmpty)
    }

    /// With the default plugins linked, this also holds their kernels to the portable ones.
    @Test(arguments: ownOperations().map { $0.name })
    func passesTheCheck(name: String) throws {
        for operation in Catalogue.operations(named: name) { try checkOperation(operation) }
    }
}
