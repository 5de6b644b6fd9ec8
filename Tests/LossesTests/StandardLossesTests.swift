import Losses
import Testing

@Suite struct StandardLossesTests {
    /// `StandardLosses` is found by linking: nothing here names it.
    @Test func lossesAreFoundByName() {
        let names = Runtime.registry.names(of: .loss)
        for name in ["CrossEntropyLoss", "MSELoss"] { #expect(names.contains(name)) }
        #expect(Runtime.failures.isEmpty)
    }
}
