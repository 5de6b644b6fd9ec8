import CPlatform

/// Tensors that stand in for the values of parameters on a thread.
package final class ParameterSubstitution: Sendable {
    private let values: [ObjectIdentifier: Tensor]
    private let outer = ParameterSubstitution.current
    // Held, so that no other cell takes the place of one that is gone.
    private let cells: [Parameter]

    /// A tensor for each of some parameters.
    package init(_ values: [(parameter: Parameter, value: Tensor)]) {
        cells = values.map(\.parameter)
        self.values = Dictionary(values.map { (ObjectIdentifier($0), $1) }) { $1 }
    }

    /// The calling thread's, nil when there is none.
    static var current: ParameterSubstitution? {
        lak_current_thread().pointee.substitution.map {
            Unmanaged<ParameterSubstitution>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// Runs `body` with these tensors as the parameters' values on the calling thread.
    package func substitute<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try ParameterSubstitution.restore(self, body)
    }

    /// Runs `body` with what stood in for parameters at another time.
    static func restore<Result, Failure: Error>(
        _ substitution: ParameterSubstitution?, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let thread = lak_current_thread()
        let previous = thread.pointee.substitution
        thread.pointee.substitution = substitution.map {
            Unmanaged.passUnretained($0).toOpaque()
        }
        defer {
            thread.pointee.substitution = previous
            withExtendedLifetime(substitution) {}
        }
        return try body()
    }

    /// What stands in for a parameter on the calling thread, nil when nothing does.
    @inline(never)
    static func value(of parameter: Parameter) -> Tensor? {
        var next = current
        while let substitution = next {
            if let value = substitution.values[ObjectIdentifier(parameter)] { return value }
            next = substitution.outer
        }
        return nil
    }
}
