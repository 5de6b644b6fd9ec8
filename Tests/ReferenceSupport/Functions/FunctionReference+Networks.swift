import Autograd

extension FunctionReference {
    static let networks: [FunctionReference] = [
        .list(BatchNormalization.self) { BatchNormalization(eps: try $0.number("eps")) },
        .binary(BinaryCrossEntropy.self) { _ in BinaryCrossEntropy() },
        .ternary(ChannelTransform.self) { _ in ChannelTransform() },
        .function("conv1d") { inputs, options in
            [
                try inputs[0].conv1d(
                    weight: inputs[1], bias: inputs.count > 2 ? inputs[2] : nil,
                    stride: options.integer("stride", or: 1),
                    padding: options.text("padding") == "same"
                        ? .same : .size(options.integer("padding", or: 0)),
                    dilation: options.integer("dilation", or: 1),
                    groups: options.integer("groups", or: 1))
            ]
        },
        .function("conv2d") { inputs, options in
            let convolution = try options.convolution
            return [
                try inputs[0].conv2d(
                    weight: inputs[1], bias: inputs.count > 2 ? inputs[2] : nil,
                    stride: convolution.stride, padding: convolution.padding,
                    dilation: convolution.dilation, groups: convolution.groups)
            ]
        },
        .binary(Convolution2dInputGradient.self) {
            Convolution2dInputGradient(try $0.convolution, Shape(try $0.integers("shape")))
        },
        .binary(Convolution2dWeightGradient.self) {
            Convolution2dWeightGradient(try $0.convolution, Shape(try $0.integers("shape")))
        },
        .function("cosineSimilarity") { inputs, options in
            [
                try cosineSimilarity(
                    inputs[0], inputs[1], dim: options.integer("dim"),
                    eps: options.number("eps", or: 1e-8))
            ]
        },
        .function("crossEntropy") { inputs, options in
            let operation = CrossEntropy(
                weight: inputs.count > 2 ? inputs[2] : nil,
                ignoreIndex: try options.integer("ignore_index"),
                labelSmoothing: try options.number("label_smoothing"),
                reduction: try options.reduction)
            return [try operation(Pair(inputs[0], inputs[1]))]
        },
        // Of logits, as in the fixture.
        .function("ctcLoss") { inputs, _ in
            let counts = inputs[3].toArray(as: Int.self)
            let labels = try inputs[1].unbind().map { $0.toArray(as: Int.self) }
            let operation = ConnectionistTemporalClassification(
                zip(labels, counts).map { Array($0.prefix($1)) },
                lengths: inputs[2].toArray(as: Int.self))
            return [try operation(inputs[0].logSoftmax(dim: -1))]
        },
        .list(GatedRecurrentUnit.self) { GatedRecurrentUnit(try $0.recurrent) },
        .list(LongShortTermMemory.self) { LongShortTermMemory(try $0.recurrent) },
        .function("pairwiseDistance") { inputs, options in
            [
                try pairwiseDistance(
                    inputs[0], inputs[1], p: options.number("p"),
                    eps: options.number("eps", or: 1e-6), keepDim: options.flag("keepdim"))
            ]
        },
        .function("scaledDotProductAttention") { inputs, options in
            [
                try scaledDotProductAttention(
                    inputs[0], inputs[1], inputs[2], mask: inputs.count > 3 ? inputs[3] : nil,
                    isCausal: options.flag("causal", or: false),
                    scale: options.text("scale") == nil ? nil : options.number("scale"))
            ]
        },
        .list(ReLURecurrence.self) { ReLURecurrence(try $0.recurrent) },
        .list(TanhRecurrence.self) { TanhRecurrence(try $0.recurrent) },
        .unary(Dropout.self) { Dropout(try $0.number("p"), Generator.State(seed: 3, offset: 1)) },
        .list(LayerNormalization.self) {
            LayerNormalization(Shape(try $0.integers("shape")), eps: try $0.number("eps"))
        },
        .function("maxPool2d") { inputs, options in
            [
                try inputs[0].maxPool2d(
                    kernelSize: options.size("kernel_size", or: nil), stride: options.stride,
                    padding: options.size("padding", or: 0),
                    dilation: options.size("dilation", or: 1),
                    ceilMode: options.flag("ceil_mode", or: false))
            ]
        },
        .binary(PlaneGather.self) { _ in PlaneGather() },
        .binary(PlaneScatter.self) { PlaneScatter(try $0.size("size", or: nil)) },
    ]
}

extension CaseOptions {
    /// How a loss is reduced.
    var reduction: Reduction {
        get throws {
            guard let reduction = Reduction(rawValue: text("reduction") ?? "mean") else {
                throw ReferenceError("no such reduction")
            }
            return reduction
        }
    }

    /// Height and width.
    fileprivate func size(_ option: String, or fallback: Size2?) throws -> Size2 {
        let sizes = try integers(option, or: fallback.map { [$0.height, $0.width] })
        guard sizes.count == 2 else { throw ReferenceError("\(option): expected two numbers") }
        return Size2(sizes[0], sizes[1])
    }

    fileprivate var stride: Size2? {
        get throws { text("stride") == nil ? nil : try size("stride", or: nil) }
    }

    fileprivate var recurrent: RecurrentOptions {
        get throws {
            RecurrentOptions(
                isBatchFirst: try flag("batch_first"), isReversed: try flag("reverse"))
        }
    }

    fileprivate var convolution: Convolution2dOptions {
        get throws {
            Convolution2dOptions(
                stride: try size("stride", or: 1), padding: try size("padding", or: 0),
                dilation: try size("dilation", or: 1), groups: try integer("groups", or: 1))
        }
    }
}
