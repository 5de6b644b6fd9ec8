import Kernels

/// Sums of products by Einstein's notation: `einsum("bij,bjk->bik", a, b)` are matrix products.
///
/// Each tensor has a letter for each axis, after which come the result's. A letter that the result
/// lacks is summed over; one that a tensor has twice means its diagonal; `...` stands for the axes
/// without letters, which broadcast. Without `->` the result has the letters that occur once, in
/// alphabetical order, capitals first, after what `...` stands for.
///
/// The sums are matrix products, of several tensors pair by pair, such first as leave little.
///
/// - Throws: ``TensorError`` when the equation is malformed or does not fit the tensors, or they
///   are not numbers of one type.
///
/// Source: PyTorch 2.13, `torch.einsum`.
public func einsum(_ equation: String, _ tensors: Tensor...) throws(TensorError) -> Tensor {
    try einsum(equation, tensors)
}

/// Sums of products by Einstein's notation; see ``einsum(_:_:)-(String,Tensor...)``.
///
/// - Throws: ``TensorError`` when the equation is malformed or does not fit the tensors, or they
///   are not numbers of one type.
public func einsum(_ equation: String, _ tensors: [Tensor]) throws(TensorError) -> Tensor {
    let terms = try EinsumEquation(equation)
    try TensorError.requireNumbers("einsum", tensors)
    let operands = try terms.operands(tensors)
    return try Contraction(operands, output: terms.output(for: operands))()
}

/// An equation of letters. A letter's label is its code; the axes of an ellipsis have −1, −2, …
/// from the last on.
private struct EinsumEquation {
    /// Letters of a tensor, and how many stand before the ellipsis if there is one.
    private struct Term {
        var labels: [Int] = []
        var ellipsis: Int?
    }

    private let equation: String
    private var inputs: [Term] = []
    private var result: Term?

    init(_ equation: String) throws(TensorError) {
        self.equation = equation
        let text = equation.filter { $0 != " " }
        let arrow = text.firstRange(of: "->")
        let left = arrow.map { text[..<$0.lowerBound] } ?? text[...]
        for term in left.split(separator: ",", omittingEmptySubsequences: false) {
            inputs.append(try parse(term))
        }
        if let arrow { result = try parse(text[arrow.upperBound...]) }
    }

    private func parse(_ text: Substring) throws(TensorError) -> Term {
        var term = Term()
        var rest = text
        while let letter = rest.first {
            if rest.hasPrefix("..."), term.ellipsis == nil {
                term.ellipsis = term.labels.count
                rest = rest.dropFirst(3)
                continue
            }
            guard letter.isASCII, letter.isLetter, let code = letter.asciiValue else {
                throw malformed(
                    "letters, one \"...\" in each term, \",\" and one \"->\"", "\(text)")
            }
            term.labels.append(Int(code))
            rest = rest.dropFirst()
        }
        return term
    }

    /// The tensors with a label for each axis.
    func operands(_ tensors: [Tensor]) throws(TensorError) -> [Contraction.Operand] {
        guard tensors.count == inputs.count else {
            throw malformed(
                "a tensor for each of \(inputs.count) terms", "\(tensors.count) tensors", tensors)
        }
        var operands: [Contraction.Operand] = []
        var sizes: [Int: Int] = [:]
        for (index, (term, tensor)) in zip(inputs, tensors).enumerated() {
            let more = tensor.rank - term.labels.count
            guard more == 0 || more > 0 && term.ellipsis != nil else {
                let least = term.ellipsis == nil ? "" : " at least"
                throw malformed(
                    "\(term.labels.count) dims\(least) for term \(index)", "\(tensor.shape)",
                    tensors)
            }
            var labels = term.labels
            if let place = term.ellipsis {
                labels.insert(contentsOf: (0..<more).map { $0 - more }, at: place)
            }
            for (axis, label) in labels.enumerated() {
                let size = tensor.shape[axis]
                // A diagonal is square; elsewhere 1 stands for any size.
                let first = labels[..<axis].firstIndex(of: label)
                let known = first.map { tensor.shape[$0] } ?? sizes[label] ?? size
                guard known == size || first == nil && (known == 1 || size == 1) else {
                    throw malformed(
                        "one size for \(Self.name(label))", "\(known) and \(size)", tensors)
                }
                if size != 1 || sizes[label] == nil { sizes[label] = size }
            }
            operands.append(Contraction.Operand(tensor: tensor, labels: labels))
        }
        return operands
    }

    /// The labels of the result.
    func output(for operands: [Contraction.Operand]) throws(TensorError) -> [Int] {
        let all = operands.flatMap(\.labels)
        let ellipsis = Array((all.min().map { min($0, 0) } ?? 0)..<0)
        guard let result else {
            let once = Set(all).filter { label in
                label > 0 && inputs.reduce(0) { $0 + $1.labels.count { $0 == label } } == 1
            }
            return ellipsis + once.sorted()
        }
        for (place, label) in result.labels.enumerated() {
            guard all.contains(label) else {
                throw malformed("letters of the tensors in the result", Self.name(label))
            }
            guard !result.labels[..<place].contains(label) else {
                throw malformed("each letter once in the result", "\(Self.name(label)) twice")
            }
        }
        var labels = result.labels
        if let place = result.ellipsis { labels.insert(contentsOf: ellipsis, at: place) }
        return labels
    }

    private static func name(_ label: Int) -> String {
        label < 0 ? "an axis of \"...\"" : "\"\(Character(Unicode.Scalar(UInt8(label))))\""
    }

    private func malformed(
        _ expected: String, _ got: String, _ tensors: [Tensor] = []
    ) -> TensorError {
        TensorError(
            .shape, "einsum", expected: expected, got: "\(got) in \"\(equation)\"", inputs: tensors)
    }
}

extension TensorError {
    /// Throws unless there are tensors of one type that matrix products take.
    static func requireNumbers(_ operation: String, _ tensors: [Tensor]) throws(TensorError) {
        guard let first = tensors.first, tensors.allSatisfy({ $0.dtype == first.dtype }),
            GEMM.kernel(first.dtype.computeType) != nil
        else {
            throw TensorError(
                .dtype, operation, expected: "tensors of one type: int32, int64 or floating-point",
                got: tensors.isEmpty
                    ? "none" : tensors.map { "\($0.dtype)" }.joined(separator: ", "),
                hint: "Convert with to(dtype:).", inputs: tensors)
        }
    }
}
