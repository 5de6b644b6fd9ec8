import Layers
import Testing

struct TrainingModeTests {
    @Test func isOnAtFirst() {
        let mode = TrainingMode()
        #expect(mode.wrappedValue)
        mode.wrappedValue = false
        #expect(!mode.wrappedValue)
    }
}
