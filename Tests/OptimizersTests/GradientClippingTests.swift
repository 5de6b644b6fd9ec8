import Optimizers
import TestSupport
import Testing

@Suite struct GradientClippingTests {
    private func parameters(_ gradients: [Double]?...) throws -> [Parameter] {
        try gradients.map {
            let x = try parameter($0?.map { _ in 0 } ?? [0])
            x.grad = try $0.map { try constant($0) }
            return x
        }
    }

    @Test func scalesByTheJointNorm() throws {
        let list = try parameters([3, 0], nil, [4])
        #expect(try clipGradNorm(list, maxNorm: 1) == 5)
        // PyTorch divides by norm + 1e-6.
        #expect(list[0].grad?.values == [3 * (1 / (5 + 1e-6)), 0])
        #expect(list[2].grad?.values == [4 * (1 / (5 + 1e-6))])
        #expect(list[1].grad == nil)
    }

    @Test func leavesSmallGradientsAlone() throws {
        let list = try parameters([3], [4])
        #expect(try clipGradNorm(list, maxNorm: 5.1) == 5)
        #expect(list.map { $0.grad?.values } == [[3], [4]])
    }

    @Test(arguments: [(1.0, 7.0), (3.0, 4.497941445275415), (Double.infinity, 4.0)])
    func takesOtherNorms(type: Double, expected: Double) throws {
        let list = try parameters([-3], [4])
        let norm = try clipGradNorm(list, maxNorm: 1, normType: type)
        // The root of a power: two roundings of pow.
        #expect((norm / expected - 1).magnitude < 1e-15)
        #expect(list[1].grad?.values == [4 * (1 / (norm + 1e-6))])
    }

    /// Unlike PyTorch, which gives [nan, 0]; reliability.md, section 4.
    @Test(arguments: [Double.infinity, -.infinity, .nan], [1.0, 2.0, 3.0, .infinity])
    func throwsOnGradientsThatAreNotFiniteAndChangesNothing(bad: Double, type: Double) throws {
        let list = try parameters([bad, 1], [2])
        let text = errorText { try clipGradNorm(list, maxNorm: 1, normType: type) }
        #expect(text.hasPrefix("clipGradNorm: expected a finite norm of the gradients; got "))
        #expect(list[1].grad?.values == [2])
        #expect(list[0].grad?.values[1] == 1)
    }

    @Test func givesPyTorchsGradientsOfInfiniteNormOnRequest() throws {
        let list = try parameters([.infinity, 1])
        #expect(try clipGradNorm(list, maxNorm: 1, errorIfNonfinite: false) == .infinity)
        let values = list[0].grad?.values ?? []
        #expect(values[0].isNaN && values[1] == 0)
    }

    @Test func zeroGradientsStayZero() throws {
        let list = try parameters([0, 0])
        #expect(try clipGradNorm(list, maxNorm: 1) == 0)
        #expect(list[0].grad?.values == [0, 0])
        #expect(try clipGradNorm([try parameter([1])], maxNorm: 1) == 0)
    }

    @Test func largeFloat32GradientsDoNotOverflow() throws {
        let x = try parameter([0, 0], .float32)
        x.grad = try constant([3e30, 4e30], .float32)
        let norm = try clipGradNorm([x], maxNorm: 1)
        // The gradients are rounded to float32 before.
        #expect((norm / 5e30 - 1).magnitude < 1e-7)
        #expect(x.grad?.dtype == .float32)
    }

    @Test(arguments: [(-1.0, 2.0), (.nan, 2.0), (1.0, 0.0), (1.0, -1.0), (1.0, .nan)])
    func rejectsImpossibleOptions(maxNorm: Double, type: Double) throws {
        let list = try parameters([3])
        #expect(
            errorText { try clipGradNorm(list, maxNorm: maxNorm, normType: type) }
                .hasPrefix("clipGradNorm: expected maxNorm of at least 0 and a normType above 0"))
    }

    @Test func valuesMoveIntoTheRange() throws {
        let list = try parameters([-3, 0.5, .infinity, .nan], nil)
        try clipGradValue(list, clipValue: 1)
        let values = list[0].grad?.values ?? []
        #expect(Array(values[..<3]) == [-1, 0.5, 1])
        #expect(values[3].isNaN)
        #expect(list[1].grad == nil)
    }

    @Test(arguments: [-1.0, .nan])
    func rejectsAnImpossibleRange(value: Double) throws {
        let list = try parameters([3])
        #expect(
            errorText { try clipGradValue(list, clipValue: value) }
                .hasPrefix("clipGradValue: expected a clipValue of at least 0; got "))
    }
}
