extension StateDictionary {
    /// The same tensors under the names that `rename` makes of theirs, in the same order.
    ///
    /// ```swift
    /// let found = try StateDictionary(contentsOf: "bert.safetensors")
    /// let state = try found.renamed { $0.replacing("gamma", with: "weight") }
    /// ```
    /// - Throws: ``TensorError`` when two tensors would have the same name, and what `rename` throws.
    public func renamed(_ rename: (String) throws -> String) throws -> StateDictionary {
        var result = StateDictionary()
        result.problem = problem
        // Old names, for the message.
        var origins: [String: String] = [:]
        for (name, tensor) in self {
            let new = try rename(name)
            if let other = origins.updateValue(name, forKey: new) {
                throw TensorError(
                    .name, "renamed", expected: "a new name of its own for each tensor",
                    got: "\"\(new)\" for \"\(other)\" and for \"\(name)\"",
                    hint: "Leave one of the two out with filtered(_:), or name it differently.")
            }
            result[new] = tensor
        }
        return result
    }

    /// The same tensors, those that the table has under its names for them: `["w": "weight"]`.
    ///
    /// - Throws: ``TensorError`` when the table has a name that no tensor has, or two tensors would
    ///   have the same name.
    public func renamed(_ table: [String: String]) throws -> StateDictionary {
        let unknown = table.keys.filter { self[$0] == nil }.sorted()
        guard unknown.isEmpty else {
            throw TensorError(
                .name, "renamed", expected: "names of the dictionary in the table",
                got: unknown.map { "\"\($0)\"" }.joined(separator: ", "),
                hint: "The dictionary's names are its keys.")
        }
        return try renamed { table[$0] ?? $0 }
    }

    /// The same tensors with `prefix` before each name: `"model."`.
    public func addingPrefix(_ prefix: String) throws -> StateDictionary {
        try renamed { prefix + $0 }
    }

    /// The same tensors, without `prefix` where a name starts with it; other names stay.
    ///
    /// `DataParallel` and compiled models of PyTorch save names with such prefixes: `"module."`,
    /// `"_orig_mod."`.
    ///
    /// - Throws: ``TensorError`` when two tensors would have the same name.
    ///
    /// Source: PyTorch 2.13, `torch.nn.modules.utils.consume_prefix_in_state_dict_if_present`.
    public func removingPrefix(_ prefix: String) throws -> StateDictionary {
        try renamed { Self.hasPrefix($0, prefix) ? Self.drop(prefix, from: $0) : $0 }
    }

    /// Only the tensors whose names start with `prefix`, without it: the part of a model.
    ///
    /// - Throws: ``TensorError`` when there is none, naming the prefixes that there are.
    public func part(_ prefix: String) throws -> StateDictionary {
        let part = filtered { name, _ in Self.hasPrefix(name, prefix) }
        guard !part.isEmpty || isEmpty else {
            let firsts = keys.map { $0.prefix { $0 != "." } }
            var seen: Set<Substring> = []
            let known = firsts.filter { seen.insert($0).inserted }.prefix(8)
            throw TensorError(
                .name, "part", expected: "names that start with \"\(prefix)\"",
                got: "none; they start with " + known.map { "\"\($0)\"" }.joined(separator: ", "))
        }
        return try part.removingPrefix(prefix)
    }

    /// Only the tensors that `isIncluded` wants, in the same order.
    public func filtered(
        _ isIncluded: (_ name: String, _ tensor: Tensor) throws -> Bool
    ) rethrows -> StateDictionary {
        var result = StateDictionary()
        result.problem = problem
        for (name, tensor) in self where try isIncluded(name, tensor) { result[name] = tensor }
        return result
    }

    /// The same tensors, the floating-point ones converted to `dtype`; integers and `bool` stay.
    ///
    /// Nothing is converted unless this, or loading with `convertingTypes`, asks for it.
    ///
    /// - Throws: ``TensorError`` when `dtype` is not a floating-point type, or memory is short.
    public func convertingFloats(to dtype: DType) throws -> StateDictionary {
        guard dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, "convertingFloats", expected: "a floating-point type", got: "\(dtype)",
                hint: "Convert single tensors with to(dtype:).")
        }
        var result = self
        for (name, tensor) in self where tensor.dtype.isFloatingPoint {
            result[name] = try tensor.to(dtype)
        }
        return result
    }

    // On bytes: as characters, the last letter of the prefix may be one with an accent after it.
    private static func hasPrefix(_ name: String, _ prefix: String) -> Bool {
        name.utf8.starts(with: prefix.utf8)
    }

    private static func drop(_ prefix: String, from name: String) -> String {
        String(Substring(name.utf8.dropFirst(prefix.utf8.count)))
    }
}
