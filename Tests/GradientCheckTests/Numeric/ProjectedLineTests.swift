import GradientCheck
import TestSupport
import Testing

struct ProjectedLineTests {
    private let options = GradientCheckOptions(mode: .projected)

    @Test func everyElementMovesBothWays() throws {
        let x = try leaf([1, 2, 300, -4])
        var changes: [[Double]] = []
        try gradcheck(
            { inputs in
                changes.append(zip(inputs[0].values, x.values).map { $0 - $1 })
                return [inputs[0] * 2]
            }, inputs: [x], options: options)
        let moved = changes.filter { $0 != [0, 0, 0, 0] }
        #expect(moved.count == 2)
        for change in moved {
            #expect(change.allSatisfy { $0 != 0 }, "\(change)")
            // The third moves with its size.
            #expect(change[2].magnitude > 50 * change[0].magnitude)
        }
        #expect(Set(moved[0].map { $0 > 0 }) == [true, false], "not all in one direction")
    }

    @Test func anErrorInOneElementShows() throws {
        let x = try leaf([0.3, -0.8, 1.2])
        for element in 0..<3 {
            let weights = try constant((0..<3).map { $0 == element ? 1.02 : 1 })
            let report = try gradientReport(
                { inputs in
                    let linear = try inputs[0] * weights
                    return [try inputs[0].detach() + linear - linear.detach()]
                }, inputs: [x], options: options)
            #expect(!report.passed, "element \(element)")
        }
    }

    @Test func fourPointsAreMoreAccurate() throws {
        let x = try leaf([0.3, -0.8, 1.2])
        func worst(_ stencil: GradientCheckOptions.Stencil) throws -> Double {
            try gradientReport(
                { [$0[0].exp()] }, inputs: [x],
                options: GradientCheckOptions(stencil: stencil, mode: .projected)
            ).worstRelativeError
        }
        #expect(try worst(.fourPoint) < worst(.twoPoint) / 5)
    }

    @Test func aKinkOnTheLineHasNoPlace() throws {
        let report = try gradientReport(
            { [$0[0].abs()] }, inputs: [leaf([0, 1])], options: options)
        let kink = try #require(report.kinks.first)
        #expect(kink.inputElement == nil && kink.value == nil && kink.left != kink.right)
        #expect("\(kink)".hasPrefix("input 0, all elements at once: not differentiable, slope"))
    }
}
