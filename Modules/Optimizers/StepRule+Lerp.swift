import Kernels
import RealModule

extension StepRule {
    /// The number that lies `weight` of the way from one to another, with the roundings of
    /// `torch.lerp`: from whichever end is nearer.
    func lerp<T: Real & BinaryFloatingPoint>(_ from: T, _ to: T, _ weight: Double) -> T {
        let difference = to - from
        return weight < 0.5 ? from + T(weight) * difference : to - difference * (1 - T(weight))
    }
}
