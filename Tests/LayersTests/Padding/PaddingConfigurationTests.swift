import Layers
import TestSupport
import Testing

struct PaddingConfigurationTests {
    @Test func paddingIsANumberOrAList() throws {
        func read(_ padding: String) throws -> [Int]? {
            let model = try Sequential(
                json: #"{"layers": [{"type": "ZeroPad1d", "padding": \#(padding)}]}"#)
            return (model.layers[0] as? ZeroPad1d)?.configuration.padding
        }
        #expect(try read("2") == [2] && read("[1, 2]") == [1, 2])
        #expect(errorText { _ = try read("[1, 2, 3]") }.contains("one number or of 2"))
    }
}
