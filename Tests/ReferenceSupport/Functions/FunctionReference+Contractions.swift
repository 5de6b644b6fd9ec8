import Autograd

extension FunctionReference {
    static let contractions: [FunctionReference] = [
        .function("einsum") { inputs, options in
            // Options are separated by blanks, and equations written around it.
            let equation = (options.text("equation") ?? "").map { letter in
                letter == ";" ? "," : letter == "_" ? " " : letter
            }
            return [try einsum(String(equation), inputs)]
        },
        .function("tensordot") { inputs, options in
            if options.text("count") != nil {
                return [try tensordot(inputs[0], inputs[1], dims: options.integer("count"))]
            }
            let dims = (try options.integers("first"), try options.integers("second_axes"))
            return [try tensordot(inputs[0], inputs[1], dims: dims)]
        },
        .function("inner") { inputs, _ in [try inner(inputs[0], inputs[1])] },
    ]
}
