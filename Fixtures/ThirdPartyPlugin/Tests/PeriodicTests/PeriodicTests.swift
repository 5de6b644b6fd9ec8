import Kernels
import LinAlgKit
import Periodic
import Testing

struct PeriodicTests {
    @Test func isRegisteredByBeingLinked() {
        #expect(Runtime.registry.plugins.contains("Periodic"))
        #expect(Runtime.failures.isEmpty)
        #expect(Runtime.registry.names(of: .layer).contains("Snake"))
        #expect(KernelTable.current.keys.contains(KernelTable.Key("round", .float32)))
    }

    @Test func isRegisteredOnce() {
        #expect(throws: TensorError.self) { try Runtime.register(Periodic.self) }
    }
}
