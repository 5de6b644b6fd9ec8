import Layers
import TestSupport
import Testing

struct UpsampleTests {
    @Test func passesTheLayerCheck() throws { try checkContract(of: Upsample.self) }

    @Test func sizesAndFactors() throws {
        let x = try constant([1, 2, 3, 4], [1, 1, 2, 2])
        #expect(try Upsample(scaleFactor: 2)(x).shape == [1, 1, 4, 4])
        #expect(try Upsample(size: [1, 4])(x).values == [1, 1, 2, 2])
        let line = try Upsample(size: [3], mode: .linear, alignCorners: true)
        #expect(try line(constant([0, 4], [1, 1, 2])).values == [0, 2, 4])
    }

    @Test func optionsAreNumbersOrLists() throws {
        func read(_ options: String) throws -> Upsample.Configuration? {
            let model = try Sequential(json: #"{"layers": [{"type": "Upsample", \#(options)}]}"#)
            return (model.layers[0] as? Upsample)?.configuration
        }
        #expect(try read(#""size": 4"#)?.size == [4])
        #expect(try read(#""scaleFactor": [2, 1.5]"#)?.scaleFactor == [2, 1.5])
        #expect(try read(#""scaleFactor": 2, "mode": "nearest-exact""#)?.mode == .nearestExact)
        for options in [#""size": 4, "scaleFactor": 2"#, #""mode": "linear""#, #""size": 0"#] {
            #expect(errorText { _ = try read(options) }.contains("a size or a scaleFactor"))
        }
    }
}
