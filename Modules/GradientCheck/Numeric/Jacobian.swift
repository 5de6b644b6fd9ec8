import Kernels

/// Derivatives of all elements of the outputs, end to end, by the elements of each tracked input.
struct Jacobian {
    /// For each tracked input, for each of its elements, a number for each output element.
    var blocks: [[[Double]]]

    /// The largest finite entry.
    var magnitude: Double {
        blocks.lazy.joined().joined().reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    }

    /// The gradients that belong to an upstream gradient: Σ over outputs of entry · upstream, with
    /// the sum of the terms' magnitudes.
    func product(_ upstream: [Double]) -> [[(value: Double, magnitude: Double)]] {
        blocks.map { block in
            block.map { row in
                zip(row, upstream).reduce((0, 0)) { sum, pair in
                    // Where an upstream element is 0 the entry may be infinite.
                    let term = pair.1 == 0 ? 0 : pair.0 * pair.1
                    return (sum.0 + term, sum.1 + term.magnitude)
                }
            }
        }
    }
}

extension Subject {
    /// The Jacobian that the gradient rules give: a backward pass for each output element.
    ///
    /// - Parameter problems: Gets what is wrong with the gradients' shapes and types.
    func analyticJacobian(problems: inout [String]) throws -> Jacobian {
        let leaves = try leaves()
        let outputs = try outputs(leaves)
        let total = outputs.reduce(0) { $0 + $1.count }
        var jacobian = Jacobian(
            blocks: tracked.map { index in
                Array(repeating: Array(repeating: 0, count: total), count: inputs[index].count)
            })
        var column = 0
        var found: Set<String> = []
        for output in outputs {
            for element in 0..<output.count {
                defer { column += 1 }
                guard output.requiresGrad else { continue }
                // One output alone: the others' upstream gradients are undefined.
                let upstream = try Tensor.unit(output.shape, element, output.dtype)
                let gradients = try gradients([output], leaves, [upstream])
                for (place, gradient) in gradients.enumerated() {
                    guard let gradient else { continue }
                    let expected = inputs[tracked[place]]
                    guard gradient.shape == expected.shape, gradient.dtype == expected.dtype else {
                        found.insert(
                            "\(names[tracked[place]]): expected a gradient \(expected.dtype) "
                                + "\(expected.shape); got \(gradient.dtype) \(gradient.shape)")
                        continue
                    }
                    for (row, value) in gradient.toArray(as: Double.self).enumerated() {
                        jacobian.blocks[place][row][column] = value
                    }
                }
            }
        }
        problems += found.sorted()
        return jacobian
    }
}

extension Tensor {
    /// Zeros with a single one.
    static func unit(_ shape: Shape, _ element: Int, _ dtype: DType) throws -> Tensor {
        var values = [Double](repeating: 0, count: shape.elementCount)
        values[element] = 1
        return try Tensor(values, shape: shape).to(dtype: dtype)
    }
}
