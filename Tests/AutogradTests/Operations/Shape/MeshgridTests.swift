import Autograd
import GradientCheck
import TestSupport
import Testing

struct MeshgridTests {
    @Test func coordinatesRunAlongTheirAxis() throws {
        let (x, y) = (try leaf([1, 2]), try leaf([3, 4, 5]))
        let grid = try meshgrid([x, y])
        #expect(grid.map(\.shape) == [[2, 3], [2, 3]])
        #expect(grid[0].values == [1, 1, 1, 2, 2, 2] && grid[1].values == [3, 4, 5, 3, 4, 5])
        #expect(grid[0].sharesMemory(with: x))
        let plot = try meshgrid([x, y], indexing: .xy)
        #expect(plot[0].values == [1, 2, 1, 2, 1, 2] && plot[1].shape == [3, 2])
        try gradgradcheck(
            { inputs in
                let grid = try meshgrid(inputs)
                return try grid[0] * grid[1]
            }, inputs: [x, y])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        #expect(errorText { _ = try meshgrid([]) }.contains("at least one; got none"))
        #expect(errorText { _ = try meshgrid([.ones(2, 2)]) }.contains("float32 [2, 2]"))
        #expect(!errorText { _ = try meshgrid([.ones(2), .arange(2)]) }.isEmpty)
    }
}
