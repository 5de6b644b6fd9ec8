import TensorCore

/// The order in which a dataset's elements are met in an epoch: a function of the seed and the
/// epoch alone, so that nothing of it need be saved.
///
/// The description tells it from others; a loader's state has it.
public protocol Sampler: Sendable, CustomStringConvertible {
    /// How many positions an epoch has.
    var count: Int { get }
    /// The positions of an epoch, in order.
    func indices(seed: UInt64, epoch: Int) throws -> [Int]
}

/// Groups of positions that make the batches of an epoch, as a ``Sampler`` makes its order.
public protocol BatchSampling: Sendable, CustomStringConvertible {
    /// How many batches an epoch has.
    var count: Int { get }
    /// The positions in each batch of an epoch, in order.
    func batches(seed: UInt64, epoch: Int) throws -> [[Int]]
}

/// Throws a complaint of a sampler's unless `isRight`.
func require(
    _ isRight: Bool, _ sampler: String, _ expected: @autoclosure () -> String,
    _ got: @autoclosure () -> String
) throws(TensorError) {
    guard isRight else {
        throw TensorError(.value, sampler, expected: expected(), got: got())
    }
}
