import ConformanceCheck
import Serialization
import Testing

struct FormatCheckTests {
    private struct Broken: Error {}

    private func findings(
        _ format: any CheckpointFormat.Type, storing: [DType: DType] = [:],
        failures: [(label: String, write: (StateDictionary, String) throws -> Void)] = []
    ) -> String {
        do {
            return try checkFormat(format, storing: storing, failures: failures).description
        } catch { return "\(error)" }
    }

    @Test func passesAFormatThatIsRight() {
        #expect(findings(FaultlessFormat.self) == "format handmade: 5 samples")
    }

    @Test func seesBitsAndTypesThatAreLost() {
        #expect(findings(LosesPayloads.self).contains("float32 bits: \"special\" was float32 [8]"))
        #expect(
            findings(LosesTypes.self).contains("was int8 [], and came back uint8 []"))
        // Said beforehand, it is part of the format.
        #expect(findings(LosesTypes.self, storing: [.int8: .uint8]) == "format handmade: 5 samples")
    }

    @Test func seesThatLayoutIsIgnored() {
        #expect(
            findings(IgnoresLayout.self).contains("tensors that are not contiguous: \"transposed\"")
        )
    }

    @Test func seesPartOfAFileTakenForTheWhole() {
        #expect(findings(ReadsWhatIsThere.self).contains("truncation: 0 of"))
        #expect(
            findings(IgnoresTheRest.self).contains("truncation: a byte too many is not noticed"))
    }

    @Test func seesThatAFailedWriteDestroysTheOldFile() {
        #expect(
            findings(TruncatesFirst.self)
                .contains("names: the refused name \"\" changes the file that was there"))
    }

    @Test func seesWhatAFailedWriteLeaves() {
        #expect(findings(LeavesFiles.self).contains("paths: a failed read or write leaves"))
    }

    @Test func seesNamesThatDoNotComeBack() {
        #expect(findings(AcceptsAnyName.self).contains("names: \"nnn"))
    }

    @Test func seesWritesThatFailHalfway() {
        #expect(
            findings(
                FaultlessFormat.self,
                failures: [("a write that succeeds", { try FaultlessFormat.write($0, to: $1) })]
            ).contains("failed writes: a write that succeeds does not throw"))
        #expect(
            findings(
                FaultlessFormat.self,
                failures: [
                    (
                        "a write that breaks off",
                        {
                            try FaultlessFormat.write($0, to: $1)
                            throw Broken()
                        }
                    )
                ]
            ).contains("failed writes: a write that breaks off changes the file that was there"))
    }
}
