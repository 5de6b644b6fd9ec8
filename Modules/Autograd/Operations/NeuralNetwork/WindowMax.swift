import Kernels

/// The largest number of each window of the planes of [n, channels, height, width].
///
/// Of equal numbers the first in C order gets the gradient; NaN is larger than any number.
package struct WindowMax: Operation {
    public static let name = "windowMax"
    /// Where the largest numbers are: row · width + column.
    public typealias Saved = Tensor

    /// The windows along rows and columns.
    public let rows, columns: PoolingWindows

    public init(_ rows: PoolingWindows, _ columns: PoolingWindows) {
        self.rows = rows
        self.columns = columns
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        guard rows.size * columns.size <= Int(Int32.max) else {
            throw TensorError(
                .shape, Self.name, expected: "planes of less than 2³¹ numbers", got: "\(x.shape)",
                inputs: [x])
        }
        return try WindowMean.planes(
            x, rows.size, columns.size, to: (rows.count, columns.count), Self.name)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving saved: inout Tensor?
    ) throws(TensorError) -> Tensor {
        let source = try x.compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        let positions = try Tensor.empty(spec.shape, .int32, operation: Self.name)
        WindowPooling.largest(
            result.body.view, positions: positions.body.view, source.body.view, rows, columns,
            planes: x.shape[0] * x.shape[1])
        saved = positions
        return withExtendedLifetime(source) { result }
    }

    public static let gradient = Gradient<WindowMax>.rule({ context throws(TensorError) in
        try context.propagate { () throws(TensorError) in
            let shape = context.shape()
            return try PlaneScatter(Size2(shape[2], shape[3]))(
                Pair(context.upstream, context.saved))
        }
    })

    public static var samples: [Sample<WindowMax>] {
        get throws {
            // 0.1 apart at least: no step of the checker changes which is largest.
            let x = try Tensor((0..<40).map { Double($0 * 7 % 40) * 0.1 - 1 }, shape: [1, 2, 4, 5])
            return [
                Sample(
                    "shares of the axes",
                    WindowMax(.adaptive(size: 4, count: 3), .adaptive(size: 5, count: 2)), x),
                Sample(
                    "whole planes",
                    WindowMax(.adaptive(size: 4, count: 1), .adaptive(size: 5, count: 1)), x),
            ]
        }
    }
}
