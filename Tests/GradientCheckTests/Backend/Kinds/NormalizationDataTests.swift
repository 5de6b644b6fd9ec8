import GradientCheck
import Kernels
import Testing

/// What `NormalizationData` makes is seen in the calls of the kernels that normalise.
struct NormalizationDataTests {
    private func data(_ name: String) -> KernelData {
        KernelData(name: name, dtype: .float64, seed: 0, places: Catalogue.kernelPlaces())
    }

    @Test func rowsLieAroundZeroAndFarFromIt() {
        let calls = LayerNormLoop.calls(data("layerNorm"))
        for kind in ["random", "around 10", "NaN last"] {
            #expect(calls.contains { $0.label.contains(", \(kind), ") }, "\(kind)")
        }
        let far = calls.first { $0.label.contains("33, around 10") }
        #expect(far?.arguments[3].values.allSatisfy { (8...12).contains($0) } == true)
        let broken = calls.first { $0.label.contains("33, NaN last") }
        #expect(broken?.arguments[3].values.last?.isNaN == true)
    }

    /// Errors are measured against sizes of the terms: those of far rows are larger.
    @Test func scalesFollowTheSpreadOfRows() throws {
        let calls = LayerNormLoop.calls(data("layerNorm"))
        func scale(_ kind: String) throws -> Double {
            let call = try #require(calls.first { $0.label.hasPrefix("3 rows of 33, \(kind)") })
            return try #require(call.arguments[0].scale.max())
        }
        let (near, far) = (try scale("random"), try scale("around 10"))
        #expect(near > 2 && near < 10)
        #expect(far > 2 * near)
        // √n roundings of random sign.
        let bounds = calls.filter { $0.label.contains("random") }.compactMap(\.bound?.ulps)
        #expect(bounds.max() == 32 + 4097.0.squareRoot() && bounds.min() == 33)
    }

    @Test func imagesHaveManyChannelsAndManyElements() {
        let labels = BatchNormLoop.calls(data("batchNorm")).map(\.label)
        #expect(labels.contains { $0.contains("[33, 35, 1]") })
        #expect(labels.contains { $0.contains("[1, 2, 1000]") })
    }
}
