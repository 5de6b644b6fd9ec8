import GradientCheck
import Testing

struct OperationCheckOptionsTests {
    @Test func theSecondOrderCanBeLeftOut() throws {
        #expect(throws: GradientCheckError.self) { try checkOperation(DetachedRule.self) }
        let report = try checkOperation(
            DetachedRule.self, options: OperationCheckOptions(order: 1))
        #expect(report.worstSecondOrderError == 0 && report.worstRelativeError > 0)
    }

    @Test func kinksFailUnlessTheyMayBeSkipped() throws {
        let error = try #require(throws: GradientCheckError.self) {
            try checkOperation(OnAKink.self)
        }
        #expect("\(error)".contains("not differentiable at 0.0"))
        let error2 = errors(
            OperationCheckOptions(gradients: GradientCheckOptions(kinks: .skip)))
        #expect(!error2.contains("not differentiable"))
    }

    private func errors(_ options: OperationCheckOptions) -> String {
        do { return try checkOperation(OnAKink.self, options: options).description } catch {
            return "\(error)"
        }
    }
}
