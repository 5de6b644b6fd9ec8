import LinAlgKitCommands
import Testing

struct MeasurementTests {
    @Test func weighsBatchesByTheirSize() {
        var measurement = Measurement()
        #expect(measurement.loss.isNaN && measurement.accuracy == nil)
        measurement.add(loss: 1, correct: 3, count: 3)
        measurement.add(loss: 5, correct: 0, count: 1)
        #expect(measurement.loss == 2 && measurement.accuracy == 0.75 && measurement.count == 4)
        #expect(measurement.summary == "loss 2.0000  accuracy 0.7500")
    }

    @Test func withoutClassesThereIsNoAccuracy() {
        var measurement = Measurement()
        measurement.add(loss: 0.5, correct: nil, count: 2)
        #expect(measurement.accuracy == nil && measurement.summary == "loss 0.5000")
    }
}
