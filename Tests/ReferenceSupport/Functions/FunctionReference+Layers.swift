import Autograd

extension FunctionReference {
    /// What layers call that is composed of operations.
    static let layerFunctions: [FunctionReference] = [
        .function("bilinear") { inputs, _ in
            [try bilinear(inputs[0], inputs[1], weight: inputs[2], bias: inputs.at(3))]
        },
        .function("conv3d") { inputs, options in
            [
                try inputs[0].conv3d(
                    weight: inputs[1], bias: inputs.at(2), stride: options.size3("stride", or: 1),
                    padding: options.text("padding") == "same"
                        ? .same : .size(options.size3("padding", or: 0)),
                    dilation: options.size3("dilation", or: 1),
                    groups: options.integer("groups", or: 1))
            ]
        },
        .function("convTranspose1d") { inputs, options in
            [
                try inputs[0].convTranspose1d(
                    weight: inputs[1], bias: inputs.at(2),
                    stride: options.integer("stride", or: 1),
                    padding: options.integer("padding", or: 0),
                    outputPadding: options.integer("output_padding", or: 0),
                    groups: options.integer("groups", or: 1),
                    dilation: options.integer("dilation", or: 1))
            ]
        },
        .function("convTranspose2d") { inputs, options in
            [
                try inputs[0].convTranspose2d(
                    weight: inputs[1], bias: inputs.at(2), stride: options.size2("stride", or: 1),
                    padding: options.size2("padding", or: 0),
                    outputPadding: options.size2("output_padding", or: 0),
                    groups: options.integer("groups", or: 1),
                    dilation: options.size2("dilation", or: 1))
            ]
        },
        .function("embeddingBag") { inputs, options in
            let offsets = options.text("offsets") == nil ? nil : try options.integers("offsets")
            return [
                try inputs[1].embeddingBag(
                    weight: inputs[0], offsets: offsets.map { try Tensor($0) },
                    mode: options.value("mode"), perSampleWeights: inputs.at(2),
                    includeLastOffset: options.flag("include_last_offset", or: false),
                    paddingIdx: options.text("padding_idx") == nil
                        ? nil : options.integer("padding_idx"))
            ]
        },
        .function("groupNorm") { inputs, options in
            [
                try inputs[0].groupNorm(
                    options.integer("groups"), weight: inputs.at(1), bias: inputs.at(2),
                    eps: options.number("eps"))
            ]
        },
        .function("instanceNorm") { inputs, options in
            [
                try inputs[0].instanceNorm(
                    weight: inputs.at(1), bias: inputs.at(2), eps: options.number("eps"))
            ]
        },
        .function("interpolate") { inputs, options in
            [
                try inputs[0].interpolate(
                    size: options.text("size") == nil ? nil : options.integers("size"),
                    scaleFactor: options.factors, mode: options.value("mode"),
                    alignCorners: options.flag("align_corners", or: false))
            ]
        },
        .function("localResponseNorm") { inputs, options in
            [
                try inputs[0].localResponseNorm(
                    options.integer("size"), alpha: options.number("alpha", or: 1e-4),
                    beta: options.number("beta", or: 0.75), k: options.number("k", or: 1))
            ]
        },
        .function("rmsNorm") { inputs, options in
            [
                try inputs[0].rmsNorm(
                    Shape(options.integers("shape")), weight: inputs.at(1),
                    eps: options.text("eps") == nil ? nil : options.number("eps"))
            ]
        },
    ]
}

extension Array {
    /// The element at a place, nil where the array ends before it.
    fileprivate func at(_ index: Int) -> Element? { index < count ? self[index] : nil }
}

extension CaseOptions {
    fileprivate func size2(_ option: String, or fallback: Int) throws -> Size2 {
        let sizes = try integers(option, or: [fallback, fallback])
        guard sizes.count == 2 else { throw ReferenceError("\(option): expected two numbers") }
        return Size2(sizes[0], sizes[1])
    }

    fileprivate func size3(_ option: String, or fallback: Int) throws -> Size3 {
        let sizes = try integers(option, or: [fallback, fallback, fallback])
        guard sizes.count == 3 else { throw ReferenceError("\(option): expected three numbers") }
        return Size3(sizes[0], sizes[1], sizes[2])
    }

    /// An option that is one of a few words.
    fileprivate func value<Value: RawRepresentable>(
        _ option: String
    ) throws -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: text(option) ?? "") else {
            throw ReferenceError("\(option): \(text(option) ?? "nil") is none of its values")
        }
        return value
    }

    fileprivate var factors: [Double]? {
        text("scale_factor")?.split(separator: ",").compactMap { Double($0) }
    }
}
