import Kernels
import RealModule

/// a · b, elementwise and broadcast; on `bool`, and.
package struct Multiply: ElementwiseBinary, BinaryFunction {
    public static let name = "multiply"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(Multiply.self, $0) }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T { a * b }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { a &* b }

    public static let gradient = Gradient<Multiply>.rule({ context throws(TensorError) in
        for index in 0...1 {
            try context.propagate(to: index) { () throws(TensorError) in
                // The last gradient may take the upstream one's place.
                let isLast = index == 1 || !context.needs(1)
                var gradient = isLast ? context.takeUpstream() : context.upstream
                try gradient *= context.input(1 - index)
                return try gradient.sum(to: context.layout(of: index))
            }
        }
    })

    public static var samples: [Sample<Multiply>] {
        get throws { try Samples.pairs(Multiply(), -2...2) }
    }
}

extension Tensor {
    /// a · b, elementwise; shapes broadcast, types are promoted.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public static func * (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try Multiply()(Pair(a, b))
    }

    /// a · b for a number b, which fits any tensor.
    public static func * (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in try a * a.scalar(b) }
    }

    /// a · b for a number a, which fits any tensor.
    public static func * (a: some TensorScalar, b: Tensor) -> Tensor {
        unfailing { () throws(TensorError) in try b.scalar(a) * b }
    }

    /// Multiplies in place, without a new allocation when nobody else holds the tensor's memory.
    ///
    /// - Throws: ``TensorError`` when b does not broadcast to a's shape or type.
    public static func *= (a: inout Tensor, b: Tensor) throws(TensorError) {
        try a.update(Multiply(), b)
    }

    /// Multiplies by a number in place.
    ///
    /// - Throws: ``TensorError`` when the number does not fit the tensor's type.
    public static func *= (a: inout Tensor, b: some TensorScalar) throws(TensorError) {
        try a.update(Multiply(), a.scalar(b))
    }
}
