/// What `checkOperation` does.
public struct OperationCheckOptions: Sendable {
    /// Step, tolerances and type of the comparison with difference quotients.
    public var gradients: GradientCheckOptions
    /// 1 to leave out gradients of gradients.
    public var order: Int

    /// Everything, in `float64`; samples must lie away from kinks.
    public init(
        gradients: GradientCheckOptions = GradientCheckOptions(kinks: .fail), order: Int = 2
    ) {
        self.gradients = gradients
        self.order = order
    }
}
