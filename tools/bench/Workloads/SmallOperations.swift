import LinAlgKit

/// Operations on four elements: what remains is the cost of dispatch, memory and the tape.
public enum SmallOperations {
    /// The names with the median time of one operation, in nanoseconds.
    public static func measure() throws -> [(name: String, nanoseconds: Double)] {
        let x = try Tensor.ones(4, requiresGrad: true)
        let y = try Tensor.ones(4)
        func time(_ body: () throws -> Void) throws -> Double {
            try medianSeconds(for: 0.3) { for _ in 0..<100 { try body() } } * 1e7
        }
        return [
            ("add", try time { _ = try y + y }),
            ("exp", try time { _ = y.exp() }),
            ("exp, recorded", try time { _ = x.exp() }),
            ("tanh, forward and backward", try chain(x, y) { $0.tanh() }),
            ("add, forward and backward", try chain(x, y) { try $0 + y }),
        ]
    }

    /// One of a hundred operations, one after the other, with their backward pass.
    private static func chain(
        _ x: Tensor, _ upstream: Tensor, _ operation: (Tensor) throws -> Tensor
    ) throws -> Double {
        try medianSeconds(for: 0.3) {
            var z = x
            for _ in 0..<100 { z = try operation(z) }
            try z.backward(gradient: upstream)
            x.grad = nil
        } * 1e7
    }
}
