import Kernels
import ReferenceSupport
import TensorCore
import Testing

@Suite struct KernelChoiceTests {
    @Test func changesTheTableForTheCallingThread() {
        // Asking for the registry loads what is linked in.
        _ = Runtime.registry
        let registered = KernelTable.current.keys
        #expect(!registered.isEmpty)
        #expect(KernelChoice.registered.run { KernelTable.current.keys } == registered)
        #expect(KernelChoice.portable.run { KernelTable.current.keys } == [])
        for choice in KernelChoice.available where choice != .registered && choice != .portable {
            let keys = choice.run { KernelTable.current.keys }
            #expect(keys.contains(KernelTable.Key("exp", .float32)))
        }
        #expect(KernelTable.current.keys == registered)
    }

    @Test func worstFindingsOfAllChoicesCount() throws {
        var calls = 0
        let findings = try KernelChoice.all {
            calls += 1
            var findings = Findings()
            let theirs = try Tensor([1.0] as [Double], shape: [1])
            let ours = try Tensor([1 + Double(calls) * .ulpOfOne], shape: [1])
            findings.compare(ours, theirs, in: .float64, .value, .element, "x")
            return findings
        }
        #expect(calls == KernelChoice.available.count && calls >= 2)
        #expect(findings[.float64, .value]?.ulps == Double(calls))
    }
}
