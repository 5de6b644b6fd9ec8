import Kernels

/// The mean over windows of the planes of [n, channels, height, width].
package struct WindowMean: Operation {
    public static let name = "windowMean"

    /// The windows along rows and columns.
    public let rows, columns: PoolingWindows
    /// What sums are divided by; nil is the number of places.
    public let divisor: Double?

    public init(_ rows: PoolingWindows, _ columns: PoolingWindows, divisor: Double? = nil) {
        self.rows = rows
        self.columns = columns
        self.divisor = divisor
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        try Self.planes(x, rows.size, columns.size, to: (rows.count, columns.count), Self.name)
    }

    /// The shape of planes of another size.
    static func planes(
        _ x: Tensor, _ height: Int, _ width: Int, to size: (Int, Int), _ name: String
    ) throws(TensorError) -> TensorSpec {
        guard x.rank == 4, x.shape[2] == height, x.shape[3] == width else {
            throw TensorError(
                .shape, name, expected: "[n, channels, \(height), \(width)]", got: "\(x.shape)",
                inputs: [x])
        }
        guard x.dtype.isFloatingPoint else { throw .floatingTypes(name, [x]) }
        return TensorSpec([x.shape[0], x.shape[1], size.0, size.1], x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let source = try x.compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        WindowPooling.mean(
            result.body.view, source.body.view, rows, columns, divisor: divisor,
            planes: x.shape[0] * x.shape[1])
        return withExtendedLifetime(source) { result }
    }

    public static let gradient = Gradient<WindowMean>.rule({ context throws(TensorError) in
        let operation = context.operation
        try context.propagate { () throws(TensorError) in
            try WindowSpread(operation.rows, operation.columns, divisor: operation.divisor)(
                context.upstream)
        }
    })

    public static var samples: [Sample<WindowMean>] {
        get throws {
            try windowSamples.map { label, rows, columns, divisor in
                Sample(
                    label, WindowMean(rows, columns, divisor: divisor),
                    try Samples.values([1, 2, rows.size, columns.size], in: -2...2))
            }
        }
    }
}

/// ``WindowMean`` backwards: each window's number, divided likewise, in all its places.
package struct WindowSpread: Operation {
    public static let name = "windowMean.gradient"

    /// The windows along rows and columns.
    public let rows, columns: PoolingWindows
    /// What numbers are divided by; nil is the number of places.
    public let divisor: Double?

    public init(_ rows: PoolingWindows, _ columns: PoolingWindows, divisor: Double? = nil) {
        self.rows = rows
        self.columns = columns
        self.divisor = divisor
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        try WindowMean.planes(
            x, rows.count, columns.count, to: (rows.size, columns.size), Self.name)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let source = try x.compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        WindowPooling.spread(
            result.body.view, source.body.view, rows, columns, divisor: divisor,
            planes: x.shape[0] * x.shape[1])
        return withExtendedLifetime(source) { result }
    }

    public static let gradient = Gradient<WindowSpread>.rule({ context throws(TensorError) in
        let operation = context.operation
        try context.propagate { () throws(TensorError) in
            try WindowMean(operation.rows, operation.columns, divisor: operation.divisor)(
                context.upstream)
        }
    })

    public static var samples: [Sample<WindowSpread>] {
        get throws {
            try windowSamples.map { label, rows, columns, divisor in
                Sample(
                    label, WindowSpread(rows, columns, divisor: divisor),
                    try Samples.values([1, 2, rows.count, columns.count], in: -2...2))
            }
        }
    }
}

/// Windows side by side, overlapping, padded and of different sizes.
private let windowSamples:
    [(label: String, rows: PoolingWindows, columns: PoolingWindows, divisor: Double?)] = {
        func sliding(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> PoolingWindows {
            .sliding(
                size: size, kernel: kernel, stride: stride, padding: padding, ceilMode: true,
                countsPadding: true)
        }
        return [
            ("side by side", sliding(4, 2, 2, 0), sliding(4, 2, 2, 0), nil),
            ("overlapping, padded", sliding(4, 3, 2, 1), sliding(3, 2, 1, 1), nil),
            (
                "shares of the axes, a divisor", .adaptive(size: 5, count: 3),
                .adaptive(size: 2, count: 3), 3
            ),
        ]
    }()
