import Kernels
import Synchronization
import TestSupport
import Testing

/// What the records of this file installed, in order.
private let installed = Mutex<[String]>([])

private func note(_ rank: Int, _ name: String) {
    LinkedRecords.add(rank: rank, name: name) {
        // A call from within an installation must return at once.
        LinkedRecords.load()
        installed.withLock { $0.append(name) }
    }
}

#if objectFormat(MachO)
    @section("__DATA_CONST,__lak_plugins")
    @used private let late: @convention(c) () -> Void = { note(Int.max, "test.late") }
    @section("__DATA_CONST,__lak_plugins")
    @used private let early: @convention(c) () -> Void = {
        note(Int.max - 1, "test.b")
        note(Int.max - 1, "test.a")
    }
#else
    @section("linalgkit_plugins")
    @used private let late: @convention(c) () -> Void = { note(Int.max, "test.late") }
    @section("linalgkit_plugins")
    @used private let early: @convention(c) () -> Void = {
        note(Int.max - 1, "test.b")
        note(Int.max - 1, "test.a")
    }
#endif

struct LinkedRecordsTests {
    @Test func everyRecordRunsOnceByRankThenName() throws {
        try onThreads(8) { _ in
            LinkedRecords.load()
            #expect(installed.withLock { $0 } == ["test.a", "test.b", "test.late"])
        }
        LinkedRecords.load()
        #expect(installed.withLock { $0.count } == 3)
    }
}
