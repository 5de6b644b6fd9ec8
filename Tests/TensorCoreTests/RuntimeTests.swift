import Foundation
import Kernels
import Synchronization
import TensorCore
import TestSupport
import Testing

private let kind = Registry.Kind("test kind")

/// A plugin with a kernel, which looks at the registry while it is installed.
private enum Curious: Plugin {
    static let name = "test.curious"
    static func install(into registry: inout Registry) throws {
        // The plugin itself is not there before it is whole.
        guard !Runtime.registry.plugins.contains(name) else { throw Wrong() }
        try registry.register("here", named: "curious", kind: kind)
        try registry.register(kernel: UnaryLoop { _, _, _, _ in }, for: "test.curious", .float32)
    }
}

/// Plugins that differ in their names.
private protocol Numbered: Plugin { static var number: Int { get } }

extension Numbered {
    static var name: String { "test.\(number)" }
    static func install(into registry: inout Registry) throws {
        try registry.register(
            kernel: UnaryLoop { _, _, _, _ in }, for: "test.\(number)", .float32)
    }
}

private enum A: Numbered { static let number = 1 }
private enum B: Numbered { static let number = 2 }
private enum C: Numbered { static let number = 3 }
private enum D: Numbered { static let number = 4 }

private struct Wrong: Error {}

struct RuntimeTests {
    @Test func linkedPluginsAreThereFromTheStart() {
        #expect(Runtime.registry.plugins.contains("VectorCPU"))
        #expect(Runtime.registry.plugins.contains("OpenBLAS"))
        #expect(Runtime.failures.isEmpty)
    }

    @Test func registeringHoldsForTheProcess() async {
        await #expect(processExitsWith: .success) {
            try Runtime.register(Curious.self)
            let key = KernelTable.Key("test.curious", .float32)
            let isThere = Mutex(false)
            try onThread {
                isThere.withLock {
                    $0 =
                        Runtime.registry.plugins.contains("test.curious")
                        && KernelTable.current.keys.contains(key)
                }
            }
            try #require(isThere.withLock { $0 })
            try #require(errorText { try Runtime.register(Curious.self) }.contains("test.curious"))
        }
    }

    @Test func registeringFromManyThreadsLosesNothing() async {
        await #expect(processExitsWith: .success) {
            let plugins: [any Plugin.Type] = [A.self, B.self, C.self, D.self]
            try onThreads(4) { try Runtime.register(plugins[$0]) }
            let names = (1...4).map { "test.\($0)" }
            try #require(Set(names).isSubset(of: Runtime.registry.plugins))
            let keys = KernelTable.current.keys
            try #require(names.allSatisfy { keys.contains(KernelTable.Key($0, .float32)) })
        }
    }

    @Test func aScopeBelongsToItsThreadAndEnds() throws {
        try Runtime.withPlugins(A.self) {
            #expect(Runtime.registry.plugins.contains("test.1"))
            try onThread { #expect(!Runtime.registry.plugins.contains("test.1")) }
            try Runtime.withPlugins(B.self) {
                #expect(Runtime.registry.plugins.suffix(2) == ["test.1", "test.2"])
            }
            #expect(!Runtime.registry.plugins.contains("test.2"))
        }
        #expect(!Runtime.registry.plugins.contains("test.1"))
        #expect(throws: Wrong.self) { try Runtime.withPlugins(A.self) { throw Wrong() } }
        #expect(!Runtime.registry.plugins.contains("test.1"))
    }

    @Test func portableKernelsHaveAnEmptyTable() {
        let before = KernelTable.current.keys
        #expect(!before.isEmpty)
        Runtime.withPortableKernels { #expect(KernelTable.current.keys.isEmpty) }
        #expect(KernelTable.current.keys == before)
    }

    @Test func theThreadCountIsThatOfThePool() async {
        await #expect(processExitsWith: .success) {
            Runtime.threadCount = 3
            try #require(Runtime.threadCount == 3 && ThreadPool.shared.threadCount == 3)
            Runtime.threadCount = 0
            try #require(Runtime.threadCount == 1)
        }
    }

    /// A plugin found by linking that cannot be installed is named with its error.
    @Test func failuresOfLinkedPluginsAreKept() async {
        await #expect(processExitsWith: .success) {
            // Before anything has looked at the registry, as a record does.
            Runtime.registerLinked(A.self)
            Runtime.registerLinked(A.self)
            try #require(Runtime.registry.plugins.contains("test.1"))
            try #require(Runtime.failures.map(\.plugin) == ["test.1"])
            try #require("\(Runtime.failures[0].error)".contains("not registered yet"))
        }
    }
}
