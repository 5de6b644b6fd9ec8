import LinAlgKit

/// Single operations, one call of each timed; the peers' side has the same names and sizes.
public enum OperationTable {
    /// An operation at a size.
    public struct Row {
        /// The operation's name: `exp`, `conv2d 32→64 14×14 backward`.
        public let name: String
        /// Elements, or the shapes of what is multiplied.
        public let size: String
        /// Makes the inputs, and what is timed.
        public let prepare: () throws -> () throws -> Void
    }

    /// All rows, in the table's order.
    public static var rows: [Row] {
        overhead + sizes.flatMap(elementwise) + products + convolutions.flatMap(convolution)
    }

    private static let sizes = [
        ("1k", 1 << 10), ("64k", 1 << 16), ("1M", 1 << 20), ("16M", 1 << 24),
    ]

    private static func elementwise(_ label: String, _ count: Int) -> [Row] {
        // Rows of 256 for what works along rows.
        func row(_ name: String, _ body: @escaping (Tensor, Tensor) throws -> Void) -> Row {
            Row(name: name, size: label) {
                let (x, y) = (
                    try Tensor.randn(count / 256, 256), try Tensor.randn(count / 256, 256)
                )
                return { try body(x, y) }
            }
        }
        return [
            row("add") { _ = try $0 + $1 }, row("mul") { _ = try $0 * $1 },
            row("relu") { x, _ in _ = x.relu() }, row("exp") { x, _ in _ = x.exp() },
            row("tanh") { x, _ in _ = x.tanh() }, row("gelu") { x, _ in _ = x.gelu() },
            row("sigmoid") { x, _ in _ = x.sigmoid() }, row("sum") { x, _ in _ = x.sum() },
            row("softmax") { x, _ in _ = try x.softmax(dim: -1) },
            row("layerNorm") { x, _ in _ = try x.layerNorm([256]) },
            row("dropout") { x, _ in _ = try x.dropout(p: 0.5, generator: .default) },
            row("randn") { x, _ in _ = try Tensor.normal(x.shape, generator: .default) },
        ]
    }

    private static var products: [Row] {
        [
            ([128, 784], [784, 512]), ([64, 784], [784, 256]), ([128, 256], [256, 10]),
            ([2048, 128], [128, 512]), ([2048, 512], [512, 128]), ([512, 512], [512, 512]),
            ([1024, 1024], [1024, 1024]), ([64, 128, 32], [64, 32, 128]),
        ].map { (a: Shape, b: Shape) in
            Row(name: "matmul", size: "\(text(a)) · \(text(b))") {
                let (a, b) = (
                    try Tensor.normal(a, generator: .default),
                    try Tensor.normal(b, generator: .default)
                )
                return { _ = try a.matmul(b) }
            }
        }
    }

    private static func text(_ shape: Shape) -> String {
        shape.map { String($0) }.joined(separator: "×")
    }

    private typealias Convolution = (
        images: Int, inputs: Int, outputs: Int, side: Int, kernel: Int, stride: Int
    )

    private static let convolutions: [Convolution] = [
        (64, 1, 32, 28, 3, 1), (64, 32, 64, 14, 3, 1), (32, 16, 16, 32, 3, 1),
        (32, 64, 64, 8, 3, 1),
        (32, 32, 64, 32, 3, 2),
    ]

    private static func convolution(_ sizes: Convolution) -> [Row] {
        let label =
            "\(sizes.images)×\(sizes.inputs)→\(sizes.outputs) \(sizes.side)² /\(sizes.stride)"
        func inputs(isTracked: Bool) throws -> (x: Tensor, weight: Tensor) {
            var x = try Tensor.normal(
                [sizes.images, sizes.inputs, sizes.side, sizes.side], generator: .default)
            var weight = try Tensor.normal(
                [sizes.outputs, sizes.inputs, sizes.kernel, sizes.kernel], generator: .default)
            try x.requireGrad(isTracked)
            try weight.requireGrad(isTracked)
            return (x, weight)
        }
        @Sendable func forward(_ x: Tensor, _ weight: Tensor) throws -> Tensor {
            try x.conv2d(
                weight: weight, bias: nil, stride: Size2(sizes.stride, sizes.stride), padding: 1)
        }
        return [
            Row(name: "conv2d", size: label) {
                let (x, weight) = try inputs(isTracked: false)
                return { _ = try forward(x, weight) }
            },
            Row(name: "conv2d forward, backward", size: label) {
                let (x, weight) = try inputs(isTracked: true)
                let upstream = try Tensor.ones(forward(x, weight).shape)
                return {
                    (x.grad, weight.grad) = (nil, nil)
                    try forward(x, weight).backward(gradient: upstream)
                }
            },
        ]
    }

    /// Four elements: what remains is the cost of dispatch, memory and the tape.
    private static var overhead: [Row] {
        func row(
            _ name: String, _ body: @escaping (Tensor, Tensor) throws -> Void
        ) -> Row {
            Row(name: name, size: "4") {
                let (x, y) = (try Tensor.ones(4, requiresGrad: true), try Tensor.ones(4))
                return {
                    x.grad = nil
                    try body(x, y)
                }
            }
        }
        func chain(
            _ name: String, _ call: @escaping (Tensor, Tensor) throws -> Tensor
        ) -> Row {
            row("\(name) ×100 forward, backward") { x, y in
                var z = x
                for _ in 0..<100 { z = try call(z, y) }
                try z.backward(gradient: y)
            }
        }
        return [
            row("add") { _, y in _ = try y + y }, row("exp") { _, y in _ = y.exp() },
            row("tanh forward, backward") { x, y in try x.tanh().backward(gradient: y) },
            row("add forward, backward") { x, y in try (x + y).backward(gradient: y) },
            chain("add") { try $0 + $1 }, chain("mul") { try $0 * $1 },
            chain("relu") { z, _ in z.relu() },
            chain("tanh") { z, _ in z.tanh() },
        ]
    }
}
