import CPlatform

/// A gradient rule made wrong on purpose: the gradient of one input of one operation is scaled.
///
/// The gradient checker plants it to prove that its samples would see a wrong rule.
package final class Mutation: Sendable {
    private let operation: String
    private let input: Int
    private let factor: Double

    private init(_ operation: String, _ input: Int, _ factor: Double) {
        self.operation = operation
        self.input = input
        self.factor = factor
    }

    /// Runs `body` with the rule of `operation` for `input` scaled by `factor`, on this thread.
    package static func plant<Result, Failure: Error>(
        _ operation: String, input: Int, factor: Double, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let thread = lak_current_thread()
        let outer = thread.pointee.mutation
        let mutation = Mutation(operation, input, factor)
        thread.pointee.mutation = Unmanaged.passUnretained(mutation).toOpaque()
        defer {
            thread.pointee.mutation = outer
            withExtendedLifetime(mutation) {}
        }
        return try body()
    }

    /// Scales a gradient where a fault is planted for it.
    static func apply(to gradient: inout Tensor, operation: String, input: Int) {
        guard let planted = lak_current_thread().pointee.mutation else { return }
        let mutation = Unmanaged<Mutation>.fromOpaque(planted).takeUnretainedValue()
        guard mutation.operation == operation, mutation.input == input else { return }
        gradient = gradient * mutation.factor
    }
}
