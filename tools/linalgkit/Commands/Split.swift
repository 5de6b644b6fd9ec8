import LinAlgKit

/// Which samples are trained on and which are held out: a function of the count, the fraction and
/// the seed alone, so that every command makes the same split.
package struct Split: Sendable, Equatable {
    /// Positions to train on, in rising order.
    package let training: [Int]
    /// Positions held out, in rising order.
    package let heldOut: [Int]

    /// - Parameter fraction: The part to hold out, from 0 up to, but without, 1. Of at least two
    ///   samples one is held out unless the fraction is 0, and one is trained on.
    package init(count: Int, fraction: Double, seed: UInt64) throws {
        let wanted = Int((Double(count) * fraction).rounded())
        let held = fraction > 0 ? min(max(wanted, 1), max(count - 1, 0)) : 0
        let generator = RandomStream.split.generator(seed: seed)
        let order = try Tensor.randperm(count, generator: generator).toArray(as: Int.self)
        heldOut = order[..<held].sorted()
        training = order[held...].sorted()
    }
}
