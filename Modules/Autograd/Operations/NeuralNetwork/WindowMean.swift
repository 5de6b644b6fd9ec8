import Kernels

/// The mean over windows of the planes of [n, channels, height, width].
package struct WindowMean: Operation {
    public static let name = "windowMean"

    /// The windows, and what sums over them are divided by.
    public let windows: MeanWindows

    public init(_ windows: MeanWindows) { self.windows = windows }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let (rows, columns) = (windows.rows, windows.columns)
        return try Self.planes(
            x, rows.size, columns.size, to: (rows.count, columns.count), Self.name)
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
            result.body.view, source.body.view, windows.rows, windows.columns,
            divisor: windows.divisor, planes: x.shape[0] * x.shape[1])
        return withExtendedLifetime(source) { result }
    }

    public static let gradient = Gradient<WindowMean>.rule({ context throws(TensorError) in
        let windows = context.operation.windows
        try context.propagate { () throws(TensorError) in
            try WindowSpread(windows)(context.upstream)
        }
    })

    public static var samples: [Sample<WindowMean>] {
        get throws {
            try MeanWindows.samples.map { label, windows in
                Sample(
                    label, WindowMean(windows),
                    try Samples.values(
                        [1, 2, windows.rows.size, windows.columns.size], in: -2...2))
            }
        }
    }
}

/// ``WindowMean`` backwards: each window's number, divided likewise, in all its places.
package struct WindowSpread: Operation {
    public static let name = "windowMean.gradient"

    /// The windows, and what their numbers are divided by.
    public let windows: MeanWindows

    public init(_ windows: MeanWindows) { self.windows = windows }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        let (rows, columns) = (windows.rows, windows.columns)
        return try WindowMean.planes(
            x, rows.count, columns.count, to: (rows.size, columns.size), Self.name)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let source = try x.compact(operation: Self.name)
        let result = try Tensor.empty(spec, operation: Self.name)
        WindowPooling.spread(
            result.body.view, source.body.view, windows.rows, windows.columns,
            divisor: windows.divisor, planes: x.shape[0] * x.shape[1])
        return withExtendedLifetime(source) { result }
    }

    public static let gradient = Gradient<WindowSpread>.rule({ context throws(TensorError) in
        let windows = context.operation.windows
        try context.propagate { () throws(TensorError) in
            try WindowMean(windows)(context.upstream)
        }
    })

    public static var samples: [Sample<WindowSpread>] {
        get throws {
            try MeanWindows.samples.map { label, windows in
                Sample(
                    label, WindowSpread(windows),
                    try Samples.values(
                        [1, 2, windows.rows.count, windows.columns.count], in: -2...2))
            }
        }
    }
}

/// The windows of a mean, which its gradient shares.
package struct MeanWindows: Sendable {
    /// The windows along rows and columns.
    package let rows, columns: PoolingWindows
    /// What sums are divided by; nil is the number of places.
    package let divisor: Double?

    package init(_ rows: PoolingWindows, _ columns: PoolingWindows, divisor: Double? = nil) {
        self.rows = rows
        self.columns = columns
        self.divisor = divisor
    }

    /// Windows side by side, overlapping, padded and of different sizes.
    fileprivate static let samples: [(label: String, windows: MeanWindows)] = {
        func sliding(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> PoolingWindows {
            .sliding(
                size: size, kernel: kernel, stride: stride, padding: padding, ceilMode: true,
                countsPadding: true)
        }
        return [
            ("side by side", MeanWindows(sliding(4, 2, 2, 0), sliding(4, 2, 2, 0))),
            ("overlapping, padded", MeanWindows(sliding(4, 3, 2, 1), sliding(3, 2, 1, 1))),
            (
                "shares of the axes, a divisor",
                MeanWindows(
                    .adaptive(size: 5, count: 3), .adaptive(size: 2, count: 3), divisor: 3)
            ),
        ]
    }()
}
