import Kernels
import TestSupport
import Testing

/// A loop that writes `mark` to its first element.
private func marking(_ mark: Float) -> UnaryLoop {
    UnaryLoop { out, _, _, _ in out.assumingMemoryBound(to: Float.self)[0] = mark }
}

private func mark(of loop: UnaryLoop?) -> Float {
    var (mark, x): (Float, Float) = (-1, 0)
    loop?.run(&mark, &x, 1, .zero)
    return mark
}

struct KernelTableTests {
    private let kernel = Kernel<UnaryLoop>("test.kernel") { $0 == .float32 ? marking(1) : nil }

    @Test func withoutAnEntryThePortableLoopRuns() {
        #expect(mark(of: kernel(.float32)) == 1)
        #expect(kernel(.float64) == nil)
    }

    @Test func anEntryTakesThePlaceOfThePortableLoop() {
        let table = KernelTable([
            KernelTable.Key("test.kernel", .float32): marking(2),
            KernelTable.Key("test.kernel", .float64): marking(3),
            KernelTable.Key("test.other", .float32): marking(4),
        ])
        KernelTable.withTable(table) {
            #expect(mark(of: kernel(.float32)) == 2)
            #expect(mark(of: kernel(.float64)) == 3)
            #expect(kernel(.int32) == nil)
            #expect(mark(of: kernel.reference(.float32)) == 1)
            #expect(kernel.reference(.float64) == nil)
        }
        #expect(mark(of: kernel(.float32)) == 1)
    }

    @Test func anEntryOfAnotherTypeIsPassedOver() {
        let table = KernelTable([KernelTable.Key("test.kernel", .float32): "no loop"])
        KernelTable.withTable(table) { #expect(mark(of: kernel(.float32)) == 1) }
    }

    @Test func scopesNestAndEndWithAnError() {
        struct Stop: Error {}
        func table(_ value: Float) -> KernelTable {
            KernelTable([KernelTable.Key("test.kernel", .float32): marking(value)])
        }
        KernelTable.withTable(table(2)) {
            let text = errorText {
                try KernelTable.withTable(table(3)) {
                    #expect(mark(of: kernel(.float32)) == 3)
                    throw Stop()
                }
            }
            #expect(text == "Stop()" && mark(of: kernel(.float32)) == 2)
            KernelTable.withTable(KernelTable()) { #expect(mark(of: kernel(.float32)) == 1) }
        }
    }

    @Test func aScopeBelongsToItsThread() throws {
        let kernel = kernel
        try KernelTable.withTable(
            KernelTable([KernelTable.Key("test.kernel", .float32): marking(2)])
        ) {
            try onThread { #expect(mark(of: kernel(.float32)) == 1) }
            #expect(mark(of: kernel(.float32)) == 2)
        }
    }

    @Test func aNewGlobalTableIsSeenByKernelsThatWereResolved() async {
        // A process of its own: the table is everybody's.
        await #expect(processExitsWith: .success) {
            let kernel = Kernel<UnaryLoop>("test.kernel") { $0 == .float32 ? marking(1) : nil }
            for value: Float in [1, 2, 3, 1] {
                if value > 1 {
                    KernelTable.install(
                        KernelTable([KernelTable.Key("test.kernel", .float32): marking(value)]))
                } else {
                    KernelTable.install(KernelTable())
                }
                try #require(mark(of: kernel(.float32)) == value)
                try #require(mark(of: kernel(.float32)) == value)
            }
        }
    }

    @Test func keysAreInOrder() {
        let table = KernelTable([
            KernelTable.Key("b", .float32): 0, KernelTable.Key("a", .float64): 0,
            KernelTable.Key("a", .float32): 0,
        ])
        #expect(
            table.keys == [
                KernelTable.Key("a", .float32), KernelTable.Key("a", .float64),
                KernelTable.Key("b", .float32),
            ])
        #expect(KernelTable.current.keys.allSatisfy { !$0.name.isEmpty })
    }
}
