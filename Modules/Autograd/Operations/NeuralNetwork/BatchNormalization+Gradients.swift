import Kernels

extension GradientContext<BatchNormalization> {
    /// All three gradients from one kernel, when none came back for the statistics.
    func fusedGradients() throws(TensorError) {
        let name = BatchNormalization.name
        let x = try input(0).compact(operation: name)
        guard let g = try upstream(0)?.compact(operation: name), upstream(1) == nil,
            upstream(2) == nil, x.count > 0
        else { return try composedGradients() }
        let weight = inputCount > 1 ? try input(1).compact(operation: name) : nil
        guard let loop = BatchNormGradientLoop.kernel(x.dtype) else {
            preconditionFailure("\(name): no gradient kernel for \(x.dtype)")
        }
        let dx = needs(0) ? try Tensor.empty(x.shape, x.dtype, operation: name) : nil
        let dw = try Tensor.empty([x.shape[1]], x.dtype, operation: name)
        let db = try Tensor.empty([x.shape[1]], x.dtype, operation: name)
        loop(
            dx: dx?.body.view, weights: dw.body.view, biases: db.body.view, upstream: g.body.view,
            x.body.view, mean: saved.mean.body.view, inverse: saved.inverse.body.view,
            weight: weight?.body.view)
        withExtendedLifetime((x, g, weight)) {}
        if let dx { try propagate(to: 0) { () throws(TensorError) in dx } }
        if inputCount > 1 { try propagate(to: 1) { () throws(TensorError) in dw } }
        if inputCount > 2 { try propagate(to: 2) { () throws(TensorError) in db } }
    }

    /// The same in tensor operations, with mean and deviation computed anew from the input; and the
    /// gradients of the statistics: 1/n for the mean, 2 (x − mean) / n for the variance.
    func composedGradients() throws(TensorError) {
        let x = input(0)
        guard x.count > 0 else { return try emptyGradients() }
        let axes = [0] + Array(2..<x.rank)
        var perChannel = Shape(repeating: 1, count: x.rank)
        perChannel[1] = x.shape[1]
        let centred = try x - x.mean(dims: axes, keepDim: true)
        let variance = try centred.square().mean(dims: axes, keepDim: true)
        let inverse = (variance + operation.eps).sqrt().reciprocal()
        let unit = try centred * inverse
        try propagate(to: 0) { () throws(TensorError) in
            var total = try Tensor.zeros(x.shape, dtype: x.dtype)
            let n = x.count / x.shape[1]
            if let g = upstream(0) {
                let h = inputCount > 1 ? try g * input(1).reshape(perChannel) : g
                let means = try h.mean(dims: axes, keepDim: true)
                let slopes = try (h * unit).mean(dims: axes, keepDim: true)
                total = try inverse * (h - means - unit * slopes)
            }
            if let g = upstream(1) { total = try total + g.reshape(perChannel) / n }
            if let g = upstream(2) { total = try total + centred * (g.reshape(perChannel) * 2 / n) }
            return total
        }
        guard let g = upstream(0) else { return }
        if inputCount > 1 {
            try propagate(to: 1) { () throws(TensorError) in try (g * unit).sum(dims: axes) }
        }
        if inputCount > 2 {
            try propagate(to: 2) { () throws(TensorError) in try g.sum(dims: axes) }
        }
    }

    /// The gradients of nothing are 0.
    private func emptyGradients() throws(TensorError) {
        for index in 0..<inputCount {
            try propagate(to: index) { () throws(TensorError) in
                try Tensor.zeros(shape(of: index), dtype: dtype(of: index))
            }
        }
    }
}
