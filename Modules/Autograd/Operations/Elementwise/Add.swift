import Kernels
import RealModule

/// a + b, elementwise and broadcast; on `bool`, or.
package struct Add: ElementwiseBinary, BinaryFunction {
    public static let name = "add"
    public static let kernel = Kernel<BinaryLoop>(name) { .portable(Add.self, $0) }

    public init() {}

    public static func value<T: Real>(_ a: T, _ b: T) -> T { a + b }
    public static func value<T: FixedWidthInteger>(integer a: T, _ b: T) -> T { a &+ b }

    public static let gradient = Gradient<Add>.rule({ context throws(TensorError) in
        for index in 0...1 {
            try context.propagate(to: index) { () throws(TensorError) in
                try context.upstream.sum(to: context.layout(of: index))
            }
        }
    })

    public static var samples: [Sample<Add>] {
        get throws { try Samples.pairs(Add(), -2...2) }
    }
}

extension Tensor {
    /// a + b, elementwise; shapes broadcast, types are promoted.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public static func + (a: Tensor, b: Tensor) throws(TensorError) -> Tensor {
        try Add()(Pair(a, b))
    }

    /// a + b for a number b, which fits any tensor.
    public static func + (a: Tensor, b: some TensorScalar) -> Tensor {
        unfailing { () throws(TensorError) in try a + a.scalar(b) }
    }

    /// a + b for a number a, which fits any tensor.
    public static func + (a: some TensorScalar, b: Tensor) -> Tensor {
        unfailing { () throws(TensorError) in try b.scalar(a) + b }
    }

    /// Adds in place, without a new allocation when nobody else holds the tensor's memory.
    ///
    /// - Throws: ``TensorError`` when b does not broadcast to a's shape or type.
    public static func += (a: inout Tensor, b: Tensor) throws(TensorError) {
        try a.update(Add(), b)
    }

    /// Adds a number in place.
    ///
    /// - Throws: ``TensorError`` when the number does not fit the tensor's type.
    public static func += (a: inout Tensor, b: some TensorScalar) throws(TensorError) {
        try a.update(Add(), a.scalar(b))
    }
}
