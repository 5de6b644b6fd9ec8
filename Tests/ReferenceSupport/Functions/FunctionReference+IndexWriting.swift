import Autograd

extension FunctionReference {
    static let indexWriting: [FunctionReference] = [
        .function("scatter") { inputs, options in
            [try inputs[0].scatter(dim: options.integer("dim"), inputs[1], inputs[2])]
        },
        .function("scatter.value") { inputs, options in
            [
                try inputs[0].scatter(
                    dim: options.integer("dim"), inputs[1], value: options.number("value"))
            ]
        },
        .function("scatterReduce") { inputs, options in
            guard let reduce = ScatterReduction(rawValue: options.text("reduce") ?? "") else {
                throw ReferenceError("no such reduction")
            }
            return [
                try inputs[0].scatterReduce(
                    dim: options.integer("dim"), inputs[1], inputs[2], reduce: reduce,
                    includeSelf: options.flag("include"))
            ]
        },
        .ternary(ScatterExtreme.self) {
            ScatterExtreme(dim: try $0.integer("dim"), isMaximum: $0.text("reduce") == "amax")
        },
        .function("indexWrite") { inputs, options in
            let dim = try options.integer("dim")
            guard options.text("kind") == "add" else {
                return [try inputs[0].indexCopy(dim: dim, inputs[1], inputs[2])]
            }
            return [
                try inputs[0].indexAdd(
                    dim: dim, inputs[1], inputs[2], alpha: options.number("alpha", or: 1))
            ]
        },
        .function("indexFill") { inputs, options in
            [
                try inputs[0].indexFill(
                    dim: options.integer("dim"), inputs[1], value: options.number("value"))
            ]
        },
        .function("indexPut") { inputs, options in
            [
                try inputs[0].indexPut(
                    Array(inputs[2...]), inputs[1], accumulate: options.flag("accumulate"))
            ]
        },
        .function("picks") { inputs, options in
            [try options.pick(inputs[0], inputs[1], inputs.last ?? inputs[1])]
        },
        .function("take") { inputs, _ in [try inputs[0].take(inputs[1])] },
        .function("takeAlongDim") { inputs, options in
            [try inputs[0].takeAlongDim(inputs[1], dim: options.integer("dim"))]
        },
        .function("maskedFill") { inputs, options in
            guard inputs.count == 2 else { return [try inputs[0].maskedFill(inputs[1], inputs[2])] }
            return [try inputs[0].maskedFill(inputs[1], options.number("value"))]
        },
        .function("maskedSelect") { inputs, _ in [try inputs[0].maskedSelect(inputs[1])] },
        .function("maskedScatter") { inputs, _ in
            [try inputs[0].maskedScatter(inputs[1], inputs[2])]
        },
        .function("nonzero") { inputs, _ in [try inputs[0].nonzero()] },
        .function("oneHot") { inputs, options in
            let classes = options.text("classes") == nil ? nil : try options.integer("classes")
            return [try inputs[0].oneHot(numClasses: classes)]
        },
    ]
}

extension CaseOptions {
    /// The part that a case is about.
    fileprivate func pick(_ x: Tensor, _ i: Tensor, _ j: Tensor) throws -> Tensor {
        switch text("part") {
        case "rows", "mask": try x[i]
        case "pairs": try x[i, j]
        case "columns": try x[.all, .tensor(j)]
        case "apart": try x[.tensor(i), .all, .tensor(j)]
        case "inner": try x[.all, .tensor(i), .tensor(j)]
        case "last": try x[.ellipsis, .tensor(j)]
        case "beside": try x[1, i]
        case "between": try x[1, .all, .tensor(j)]
        case "new": try x[.all, .newAxis, .tensor(j)]
        case "range": try x[1..., i]
        case "table": try x[i[.all, .newAxis], j]
        case "mask-and-part": try x[i][.ellipsis, 1...]
        case "masked-rows": try x[i[.all, 0]]
        case "masked-axes": try x[.all, .tensor(i[0])]
        case let name: throw ReferenceError("no part \(name ?? "")")
        }
    }
}
