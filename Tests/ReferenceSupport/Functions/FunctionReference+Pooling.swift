import Autograd
import Kernels

extension FunctionReference {
    static let poolings: [FunctionReference] = [
        .function("adaptiveAvgPool1d") { inputs, options in
            [try inputs[0].adaptiveAvgPool1d(options.integer("output_size"))]
        },
        .function("adaptiveAvgPool2d") { inputs, options in
            [try inputs[0].adaptiveAvgPool2d(Size2(options.integer("output_size")))]
        },
        .function("adaptiveMaxPool1d") { inputs, options in
            [try inputs[0].adaptiveMaxPool1d(options.integer("output_size"))]
        },
        .function("adaptiveMaxPool2d") { inputs, options in
            [try inputs[0].adaptiveMaxPool2d(Size2(options.integer("output_size")))]
        },
        .function("avgPool1d") { inputs, options in
            [
                try inputs[0].avgPool1d(
                    kernelSize: options.integer("kernel_size"), stride: options.step,
                    padding: options.integer("padding", or: 0),
                    ceilMode: options.flag("ceil_mode", or: false),
                    countIncludePad: options.flag("count_include_pad", or: true))
            ]
        },
        .function("avgPool2d") { inputs, options in
            [
                try inputs[0].avgPool2d(
                    kernelSize: Size2(options.integer("kernel_size")),
                    stride: options.step.map { Size2($0) },
                    padding: Size2(options.integer("padding", or: 0)),
                    ceilMode: options.flag("ceil_mode", or: false),
                    countIncludePad: options.flag("count_include_pad", or: true),
                    divisorOverride: options.text("divisor_override") == nil
                        ? nil : options.integer("divisor_override"))
            ]
        },
        .function("lpPool1d") { inputs, options in
            [
                try inputs[0].lpPool1d(
                    options.number("norm_type"), kernelSize: options.integer("kernel_size"),
                    stride: options.step, ceilMode: options.flag("ceil_mode", or: false))
            ]
        },
        .function("lpPool2d") { inputs, options in
            [
                try inputs[0].lpPool2d(
                    options.number("norm_type"), kernelSize: Size2(options.integer("kernel_size")),
                    stride: options.step.map { Size2($0) },
                    ceilMode: options.flag("ceil_mode", or: false))
            ]
        },
        .function("maxPool1d") { inputs, options in
            [
                try inputs[0].maxPool1d(
                    kernelSize: options.integer("kernel_size"), stride: options.step,
                    padding: options.integer("padding", or: 0),
                    dilation: options.integer("dilation", or: 1),
                    ceilMode: options.flag("ceil_mode", or: false))
            ]
        },
        .unary(WindowMax.self) { WindowMax(try $0.windows("row"), try $0.windows("column")) },
        .unary(WindowMean.self) {
            WindowMean(try $0.meanWindows)
        },
        .unary(WindowSpread.self) {
            WindowSpread(try $0.meanWindows)
        },
    ]
}

extension CaseOptions {
    /// From one window to the next, nil where it is not given.
    fileprivate var step: Int? {
        get throws { text("stride") == nil ? nil : try integer("stride") }
    }

    fileprivate var meanWindows: MeanWindows {
        get throws {
            MeanWindows(
                try windows("row"), try windows("column"),
                divisor: text("divisor") == nil ? nil : try number("divisor"))
        }
    }

    /// The windows along an axis.
    fileprivate func windows(_ axis: String) throws -> PoolingWindows {
        PoolingWindows(
            size: try integer("\(axis)_size"), starts: try integers("\(axis)_starts"),
            ends: try integers("\(axis)_ends"), counts: try integers("\(axis)_counts"))
    }
}
