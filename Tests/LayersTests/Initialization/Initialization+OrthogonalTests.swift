import Layers
import TestSupport
import Testing

struct InitializationOrthogonalTests {
    private func isIdentity(_ product: Tensor, times square: Double = 1) -> Bool {
        let size = product.shape[0]
        let identity = (0..<size * size).map { $0 % (size + 1) == 0 ? square : 0 }
        return near(product.values, identity, within: 1e-14)
    }

    @Test func rowsOrColumnsAreOrthogonal() throws {
        let generator = Generator(seed: 1)
        let square = try Tensor.orthogonal([40, 40], dtype: .float64, generator: generator)
        #expect(isIdentity(try square.matmul(square.t())))
        #expect(isIdentity(try square.t().matmul(square)))
        let wide = try Tensor.orthogonal([3, 2, 4], gain: 2, dtype: .float64, generator: generator)
        let rows = try wide.reshape(3, 8)
        #expect(wide.shape == [3, 2, 4])
        #expect(isIdentity(try rows.matmul(rows.t()), times: 4))
        let tall = try Tensor.orthogonal([9, 3], dtype: .float64, generator: generator)
        #expect(isIdentity(try tall.t().matmul(tall)))
    }

    /// Every direction is as likely: of 400 first elements the mean square is 1/4.
    @Test func directionsAreSpreadEvenly() throws {
        let generator = Generator(seed: 5)
        let elements = try (0..<400).map { _ in
            try Tensor.orthogonal([4, 4], dtype: .float64, generator: generator).values
        }
        for place in [0, 5, 15] {
            let values = elements.map { $0[place] }
            // The square has the deviation 0.22 (Beta(1/2, 3/2)), its mean of 400 then 0.011.
            #expect((0.217...0.283).contains(values.reduce(0) { $0 + $1 * $1 } / 400))
            // The element has the deviation 1/2, its mean of 400 then 0.025.
            #expect((-0.075...0.075).contains(values.reduce(0, +) / 400))
        }
    }

    @Test func emptyAndUnfitShapes() throws {
        #expect(try Tensor.orthogonal([0, 3]).shape == [0, 3])
        #expect(try Tensor.orthogonal([3, 3]).dtype == .float32)
        #expect(
            errorText { _ = try Tensor.orthogonal([3]) }
                == "orthogonal: expected a weight of at least two dims; got [3].")
    }
}
