import GradientCheck
import Testing
import VectorCPU

struct CatalogueRegistryTests {
    @Test func layersAndLossesAreThoseOfTheRegistry() {
        let layers = Catalogue.layers().map { $0.layerName }
        #expect(layers.contains("Linear") && layers == layers.sorted())
        // A container is what the layers in it are.
        #expect(!layers.contains("Sequential"))
        let losses = Catalogue.losses().map { $0.lossName }
        #expect(losses.contains("CrossEntropyLoss") && losses.contains("MSELoss"))
    }

    @Test func backendsAreThePluginsWithKernels() throws {
        let backends = Catalogue.backends()
        #expect(backends.map(\.name).contains("VectorCPU"))
        #expect(!backends.map(\.name).contains("StandardLayers"))
        let own = try #require(backends.first { $0.name == "VectorCPU" })
        #expect(own.kernels.contains { $0.name == "exp" && $0.dtype == .float32 })
    }
}
