import Kernels
import RealModule

/// x log y, elementwise and broadcast; 0 where x is 0, unless y is NaN. Integers give `float32`.
package struct XLogY: ElementwiseBinary, BinaryFunction {
    public static let name = "xlogy"
    public static let saves = Saves.inputs
    public static let kernel = Kernel<BinaryLoop>(name) {
        $0.isFloatingPoint ? .portable(XLogY.self, $0) : nil
    }

    public init() {}

    public static func value<T: Real>(_ x: T, _ y: T) -> T {
        x == 0 && !y.isNaN ? 0 : x * T.log(y)
    }
    public static func value<T: FixedWidthInteger>(integer x: T, _ y: T) -> T { 0 }

    public static func computeType(_ common: DType) -> DType { common.floating }

    public static let gradient = Gradient<XLogY>.rule({ context throws(TensorError) in
        let (x, y) = (context.input(0), context.input(1))
        // d/dx = log y, and 0 where the value stays 0 whatever log y is.
        try context.propagate(to: 0) { () throws(TensorError) in
            let isFlat = try (x.detach() .== 0).logicalAnd(y.detach() .<= 0)
            let slope = try context.upstream.xlogy(y)
            return try `where`(isFlat, slope.scalar(0), slope).sum(to: context.layout(of: 0))
        }
        try context.propagate(to: 1) { () throws(TensorError) in
            try (context.upstream * x / y).sum(to: context.layout(of: 1))
        }
    })

    public static var samples: [Sample<XLogY>] {
        get throws { try Samples.pairs(XLogY(), 0.5...2.5) }
    }
}

extension Tensor {
    /// x log y for this tensor as x, elementwise; 0 where x is 0, unless y is NaN.
    ///
    /// - Throws: ``TensorError`` when the shapes do not broadcast.
    public func xlogy(_ y: Tensor) throws(TensorError) -> Tensor { try XLogY()(Pair(self, y)) }
}
