import Layers
import TestSupport
import Testing

struct Dropout1dTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Dropout1d.self) }

    @Test func channelsAreDroppedWhole() throws {
        let layer = try Dropout1d(0.4, generator: Generator(seed: 1))
        let y = try layer(.ones([10, 20, 3], dtype: .float64))
        let channels = stride(from: 0, to: 600, by: 3).map { Array(y.values[$0..<$0 + 3]) }
        #expect(channels.allSatisfy { Set($0).count == 1 })
        let dropped = channels.count { $0[0] == 0 }
        // Of 200 channels 80 ± 7.
        #expect((50...110).contains(dropped))
        #expect(Set(y.values).count == 2 && near([y.values.max() ?? 0], [1 / 0.6]))
    }

    @Test func doesNothingInEvaluation() throws {
        let layer = try Dropout1d(0.9)
        layer.eval()
        #expect(Set(try layer(.ones([10, 20, 3])).values) == [1])
        #expect(
            errorText { _ = try layer(.zeros(3)) }.hasPrefix("Dropout1d: expected [n, channels"))
        #expect(
            errorText { _ = try Dropout1d(1.5) }
                == "Dropout1d: expected a probability from 0 to 1; got 1.5.")
    }
}
