import Layers
import TestSupport
import Testing

struct SequentialBuilderTests {
    private func model(depth: Int, drops: Bool, smooth: Bool) throws -> Sequential {
        try Sequential {
            try Linear(4, 8)
            for _ in 0..<depth {
                try Linear(8, 8)
                if smooth { GELU() } else { ReLU() }
            }
            if drops { try Dropout(0.2) }
            [Identity(), Tanh()] as [any Layer]
            try Linear(8, 1)
        }
    }

    private func types(_ model: Sequential) -> [String] { model.layers.map { "\(type(of: $0))" } }

    @Test func statementsKeepTheirLayers() throws {
        #expect(
            try types(model(depth: 2, drops: true, smooth: false)) == [
                "Linear", "Linear", "ReLU", "Linear", "ReLU", "Dropout", "Identity", "Tanh",
                "Linear",
            ])
        #expect(
            try types(model(depth: 1, drops: false, smooth: true)) == [
                "Linear", "Linear", "GELU", "Identity", "Tanh", "Linear",
            ])
        #expect(try types(model(depth: 0, drops: false, smooth: true)).count == 4)
    }

    @Test func aBuiltModelComputes() throws {
        let model = try model(depth: 1, drops: true, smooth: true)
        #expect(try model(.ones(2, 4)).shape == [2, 1])
        #expect(model.stateDict().keys.first == "0.weight")
    }

    @Test func errorsInTheBlockPass() {
        #expect(
            errorText { _ = try Sequential { try Linear(0, 1) } }.hasPrefix("Linear: expected"))
    }
}
