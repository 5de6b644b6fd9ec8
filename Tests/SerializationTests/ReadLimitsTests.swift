import Serialization
import Testing

@Suite struct ReadLimitsTests {
    @Test("the defaults are the machine's memory and the documented numbers")
    func hasDefaults() {
        let limits = ReadLimits()
        #expect(limits.maxBytes == ReadLimits.physicalMemory)
        #expect(limits.maxBytes >= 1 << 28)
        #expect(limits.maxMembers == 1_000_000)
        #expect(limits.maxNameBytes == 1024)
        #expect(limits.maxHeaderBytes == 10_000)
        #expect(limits.maxPickleInstructions == 1_000_000)
    }

    @Test("limits below zero refuse everything, and do not trap")
    func refusesEverything() throws {
        let limits = ReadLimits(
            maxBytes: -1, maxMembers: -1, maxNameBytes: -1, maxHeaderBytes: -1,
            maxPickleInstructions: -1)
        let file = zipArchive([ZipTestMember()])
        try expectArchiveRefused(file, .limitExceeded, limits: limits)
        try expectArchiveRefused(file, .invalidName, limits: ReadLimits(maxNameBytes: -1))
        try expectArchiveRefused(file, .limitExceeded, limits: ReadLimits(maxHeaderBytes: -1))
        for limits in [
            limits, ReadLimits(maxBytes: -1), ReadLimits(maxMembers: -1),
            ReadLimits(maxPickleInstructions: -1),
        ] {
            try expectFileRefused(
                pyTorchArchive(pickle: Pickle.file(Pickle.none)), as: "w.pt", .limitExceeded,
                limits: limits)
        }
        let header = safeTensors()
        for limits in [limits, ReadLimits(maxBytes: -1), ReadLimits(maxMembers: -1)] {
            try expectFileRefused(header, as: "w.safetensors", .limitExceeded, limits: limits)
        }
    }
}
