import Kernels
import TensorCore
import TestSupport
import Testing

private let kind = Registry.Kind("test kind")

private let loop = UnaryLoop { _, _, _, _ in }

/// Has an entry and a kernel.
private enum First: Plugin {
    static let name = "test.first"
    static func install(into registry: inout Registry) throws {
        try registry.register("one", named: "a", kind: kind)
        try registry.register(kernel: loop, for: "test.plugin", .float32)
    }
}

/// Takes an entry's name, after it has registered others.
private enum NameClash: Plugin {
    static let name = "test.nameClash"
    static func install(into registry: inout Registry) throws {
        try registry.register("fine", named: "b", kind: kind)
        try registry.register(kernel: loop, for: "test.plugin", .float64)
        try registry.register("two", named: "a", kind: kind)
    }
}

private enum KernelClash: Plugin {
    static let name = "test.kernelClash"
    static func install(into registry: inout Registry) throws {
        try registry.register("fine", named: "c", kind: kind)
        try registry.register(kernel: loop, for: "test.plugin", .float32)
    }
}

private enum Replacing: Plugin {
    static let name = "test.replacing"
    static func install(into registry: inout Registry) throws {
        try registry.register(kernel: loop, for: "test.plugin", .float32, replacing: true)
    }
}

private enum Failing: Plugin {
    struct Broken: Error {}
    static let name = "test.failing"
    static func install(into registry: inout Registry) throws {
        try registry.register("fine", named: "d", kind: kind)
        throw Broken()
    }
}

struct PluginTests {
    @Test func entriesAreFoundByNameAndKind() throws {
        try Runtime.withPlugins(First.self) { () throws in
            let registry = Runtime.registry
            #expect(registry.plugins.last == "test.first")
            #expect(try registry.entry(named: "a", kind: kind, as: String.self) == "one")
            #expect(registry.names(of: kind) == ["a"])
            #expect(registry.names(of: Registry.Kind("another")) == [])
        }
    }

    @Test func unknownNamesListTheKnownOnes() throws {
        try Runtime.withPlugins(First.self) {
            let registry = Runtime.registry
            let text = errorText { let _: String = try registry.entry(named: "z", kind: kind) }
            #expect(
                text
                    == "test kind: expected one of a; got \"z\". Is the package that has it linked "
                    + "into this program?")
            // An entry of another type is none.
            #expect(errorText { let _: Int = try registry.entry(named: "a", kind: kind) } != "")
        }
    }

    @Test func aTakenNameIsRefusedAndNothingIsLeftBehind() throws {
        try Runtime.withPlugins(First.self) {
            let before = KernelTable.current.keys
            let text = errorText { try Runtime.withPlugins(NameClash.self) {} }
            #expect(
                text == "register: expected a new name for a test kind; got \"a\", which plugin "
                    + "test.first has registered. Rename one of them.")
            #expect(Runtime.registry.names(of: kind) == ["a"])
            #expect(KernelTable.current.keys == before)
            #expect(!Runtime.registry.plugins.contains("test.nameClash"))
        }
    }

    @Test func aTakenKernelIsRefusedUnlessItIsToBeReplaced() throws {
        try Runtime.withPlugins(First.self) {
            let text = errorText { try Runtime.withPlugins(KernelClash.self) {} }
            #expect(
                text == "register: expected a kernel that is still portable; got test.plugin of "
                    + "float32, which plugin test.first has replaced. Pass replacing: true to take "
                    + "its place.")
            #expect(Runtime.registry.names(of: kind) == ["a"])
            try Runtime.withPlugins(Replacing.self) {
                #expect(Runtime.registry.plugins.suffix(2) == ["test.first", "test.replacing"])
            }
        }
    }

    @Test func aPluginsOwnErrorIsPassedOnAndNothingIsLeftBehind() throws {
        #expect(throws: Failing.Broken.self) { try Runtime.withPlugins(Failing.self) {} }
        #expect(Runtime.registry.names(of: kind) == [])
        // Also when others were installed before it, in the same call.
        #expect(throws: Failing.Broken.self) {
            try Runtime.withPlugins(First.self, Failing.self) { Issue.record("must not run") }
        }
        #expect(!Runtime.registry.plugins.contains("test.first"))
    }

    @Test func aPluginIsRegisteredOnce() throws {
        try Runtime.withPlugins(First.self) {
            let text = errorText { try Runtime.withPlugins(First.self) {} }
            #expect(
                text
                    == "register: expected a plugin that is not registered yet; got \"test.first\"."
                    + " A plugin that is linked in is registered already.")
        }
    }

    @Test func otherPackagesComeAfterThisOnes() {
        #expect(First.rank == 100)
    }
}
