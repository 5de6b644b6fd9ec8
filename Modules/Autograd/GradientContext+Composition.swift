extension GradientContext {
    /// Sends each input the gradient of `outputs`, the operation's outputs in tensor operations.
    ///
    /// For the composed rule of an operation whose fused one is not made of tensor operations: where
    /// a graph of the gradient is wanted, what it sends can itself be differentiated.
    ///
    /// - Parameters:
    ///   - index: The one input to send its gradient, where it is not all of them.
    ///   - outputs: The outputs for the inputs, which the operation must save.
    func propagate(
        to index: Int? = nil, through outputs: ([Tensor]) throws(TensorError) -> [Tensor]
    ) throws(TensorError) {
        let wanted = (0..<inputCount).filter { needs($0) && (index ?? $0) == $0 }
        let gradients = try withRecording(true) { () throws(TensorError) in
            try composedGradients(wanted, outputs)
        }
        for (position, index) in wanted.enumerated() {
            guard let gradient = gradients[position] else { continue }
            try propagate(to: index) { () throws(TensorError) in gradient }
        }
    }

    private func composedGradients(
        _ wanted: [Int], _ outputs: ([Tensor]) throws(TensorError) -> [Tensor]
    ) throws(TensorError) -> [Tensor?] {
        var inputs: [Tensor] = []
        for index in 0..<inputCount {
            // One node for each place, so that a tensor in two places gets each place's gradient.
            let input = input(index)
            inputs.append(needs(index) ? try input.reshape(input.shape) : input)
        }
        var (roots, upstreams): ([Tensor], [Tensor]) = ([], [])
        for (index, output) in try outputs(inputs).enumerated() {
            guard let upstream = upstream(index), output.requiresGrad else { continue }
            roots.append(output)
            upstreams.append(upstream)
        }
        return try grad(
            of: roots, wrt: wanted.map { inputs[$0] }, gradients: upstreams,
            createGraph: pass.createsGraph, allowUnused: true)
    }
}
