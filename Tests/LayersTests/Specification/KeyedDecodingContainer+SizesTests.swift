import Layers
import TestSupport
import Testing

struct KeyedDecodingContainerSizesTests {
    private func read(_ shape: String) throws -> [Int]? {
        let model = try Sequential(
            json: #"{"layers": [{"type": "RMSNorm", "normalizedShape": \#(shape)}]}"#)
        return (model.layers[0] as? RMSNorm)?.configuration.normalizedShape
    }

    @Test func sizesAreANumberOrAList() throws {
        #expect(try read("4") == [4])
        #expect(try read("[4]") == [4])
        #expect(try read("[2, 3]") == [2, 3])
    }

    @Test func anythingElseIsNamed() {
        for wrong in [#""four""#, "null", "1.5"] {
            #expect(errorText { _ = try read(wrong) }.contains("normalizedShape"), "\(wrong)")
        }
    }
}
