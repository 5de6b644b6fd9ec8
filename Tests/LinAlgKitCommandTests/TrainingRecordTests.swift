import Foundation
import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct TrainingRecordTests {
    @Test func survivesJSON() throws {
        let directory = try TemporaryDirectory()
        let trainer = try SmallData.trainer(in: directory, ["--scheduler", "cosine"])
        var calls = 0
        try trainer.run(until: 2) {
            calls += 1
            return calls > 6
        }
        let record = trainer.saved.record
        let json = try JSONEncoder().encode(record)
        let read = try JSONDecoder().decode(TrainingRecord.self, from: json)
        #expect(read.epoch == 1 && read.batch == 2 && read.step == 6 && read.epochs == 2)
        #expect(read.options == record.options && read.task == record.task)
        #expect(read.measured == record.measured, "sums of losses keep their bits")
        #expect(read.run == record.run && read.dataDigest == record.dataDigest)
        #expect(read.sampleShape == [2] && read.version == 1)
    }
}
