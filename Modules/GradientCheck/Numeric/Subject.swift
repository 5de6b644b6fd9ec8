import Kernels

/// A function with the point where it is checked.
struct Subject {
    typealias Function = ([Tensor]) throws -> [Tensor]

    let function: Function
    /// All inputs, in the type to compute in, not tracked.
    let inputs: [Tensor]
    /// Which inputs are differentiated.
    let tracked: [Int]
    /// What each input is, for reports.
    let names: [String]
    let options: GradientCheckOptions

    init(
        _ function: @escaping Function, _ inputs: [Tensor], _ options: GradientCheckOptions,
        names: [String]? = nil
    ) throws {
        self.function = function
        self.inputs = try inputs.map { input in
            let input = input.detach()
            return input.dtype.isFloatingPoint ? try input.to(dtype: options.dtype) : input
        }
        self.options = options
        tracked = inputs.indices.filter { inputs[$0].requiresGrad }
        self.names = names ?? inputs.indices.map { "input \($0)" }
    }

    private init(
        _ function: @escaping Function, _ inputs: [Tensor], _ tracked: [Int], _ names: [String],
        _ options: GradientCheckOptions
    ) {
        self.function = function
        self.inputs = inputs
        self.tracked = tracked
        self.names = names
        self.options = options
    }

    /// The function's floating-point outputs.
    func outputs(_ inputs: [Tensor]) throws -> [Tensor] {
        try function(inputs).filter(\.dtype.isFloatingPoint)
    }

    /// The inputs with those that are differentiated as new leaves.
    func leaves() throws -> [Tensor] {
        var leaves = inputs
        for index in tracked { try leaves[index].requireGrad() }
        return leaves
    }

    /// The gradients of the tracked inputs, nil where nothing arrives.
    func gradients(
        _ outputs: [Tensor], _ leaves: [Tensor], _ upstreams: [Tensor], createGraph: Bool = false
    ) throws -> [Tensor?] {
        let reached = outputs.indices.filter { outputs[$0].requiresGrad }
        guard !reached.isEmpty else { return tracked.map { _ in nil } }
        return try grad(
            of: reached.map { outputs[$0] }, wrt: tracked.map { leaves[$0] },
            gradients: reached.map { upstreams[$0] }, retainGraph: true, createGraph: createGraph,
            allowUnused: true)
    }

    /// Upstream gradients for outputs: numbers that no rule treats alike.
    static func upstreams(for outputs: [Tensor], seed: Int = 0) throws -> [Tensor] {
        try outputs.enumerated().map { index, output in
            try Samples.values(output.shape, in: -1...1, seed: 31 + 7 * index + seed)
                .to(dtype: output.dtype)
        }
    }

    /// Upstream gradients that follow the options' seed.
    func upstreams(for outputs: [Tensor], seed: Int = 0) throws -> [Tensor] {
        try Self.upstreams(for: outputs, seed: seed + 101 * options.seed)
    }

    /// The function that maps the inputs and upstream gradients to the gradients of the inputs.
    func ofGradients() throws -> Subject {
        let outputs = try outputs(leaves())
        let upstreams = try upstreams(for: outputs)
        let differentiated = tracked + upstreams.indices.map { inputs.count + $0 }
        let function: Function = { all in
            var all = all
            // In difference quotients nothing is tracked, but the gradient is still to be taken.
            for index in differentiated where !all[index].requiresGrad {
                try all[index].requireGrad()
            }
            let leaves = Array(all.prefix(inputs.count))
            let outputs = try self.outputs(leaves)
            let gradients = try gradients(
                outputs, leaves, Array(all.dropFirst(inputs.count)), createGraph: true)
            return try zip(tracked, gradients).map { index, gradient in
                try gradient ?? Tensor.zeros(inputs[index].shape, dtype: inputs[index].dtype)
            }
        }
        return Subject(
            function, inputs + upstreams, differentiated,
            names + upstreams.indices.map { "upstream \($0)" }, options)
    }
}
