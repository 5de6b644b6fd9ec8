import Foundation
import Kernels
import Testing

struct MachineTests {
    @Test func hasProcessorsAndMemory() {
        #expect((1...4096).contains(Machine.processorCount))
        #expect(Machine.physicalMemory >= 64 << 20)
        #if os(Linux)
            // The affinity mask may name fewer than are there.
            #expect(Machine.processorCount <= ProcessInfo.processInfo.processorCount)
        #endif
    }

    @Test func readsPositiveNumbersOfTheEnvironment() async {
        // A process of its own: others read the environment meanwhile.
        await #expect(processExitsWith: .success) {
            let name = "LINALGKIT_TEST_NUMBER"
            try #require(Machine.environmentNumber(name) == nil)
            setenv(name, "3", 1)
            try #require(Machine.environmentNumber(name) == 3)
            for text in ["0", "-2", "two", "", "4 ", "99999999999999999999"] {
                setenv(name, text, 1)
                try #require(Machine.environmentNumber(name) == nil, "\(text)")
            }
        }
    }
}
