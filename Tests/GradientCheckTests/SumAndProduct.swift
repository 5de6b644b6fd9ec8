import Autograd

/// The sum and the product of two tensors, whose rule may forget that a result was not used.
struct SumAndProduct: Operation {
    typealias Outputs = Pair
    static let name = "test.sumAndProduct"
    static let saves = Saves.inputs
    var mixesUp = false

    static var samples: [Sample<SumAndProduct>] {
        get throws {
            let (a, b) = (
                try Samples.values([3], in: 0.5...2), try Samples.values([3], in: 0.5...2, seed: 1)
            )
            return [Sample("three", SumAndProduct(), Pair(a, b))]
        }
    }

    func infer(_ inputs: Pair) throws(TensorError) -> Two<TensorSpec> {
        let spec = TensorSpec(inputs.first.shape, inputs.first.dtype)
        return Two(spec, spec)
    }

    func forward(
        _ inputs: Pair, _ specs: Two<TensorSpec>, saving _: inout Void?
    ) throws(TensorError) -> Pair {
        let (a, b) = (inputs.first.detach(), inputs.second.detach())
        return Pair(try a + b, try a * b)
    }

    static let gradient = Gradient<SumAndProduct>.rule({ context throws(TensorError) in
        for index in 0...1 {
            try context.propagate(to: index) { () throws(TensorError) in
                let other = context.input(1 - index)
                let sum = context.upstream(0)
                let product = try context.upstream(1).map { g throws(TensorError) in try g * other }
                if let sum, let product { return try sum + product }
                // As if what did not come back were not zero.
                let wrong = context.operation.mixesUp ? 2.0 : 1
                if let sum { return sum * wrong }
                return product ?? other * 0
            }
        }
    })
}
