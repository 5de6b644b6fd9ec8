extension FunctionReference {
    /// Every function with a fixture in Fixtures/Operations.
    package static let operations =
        elementwise + activations + comparisons + reductions + shapes + indexing + linearAlgebra
        + networks + poolings + layerFunctions + rearrangement + indexWriting + contractions
        + transcendentals + divisions + questions + scans + orders

    /// The operation, or what is composed of operations, of a name.
    package static func operation(_ name: String) throws -> FunctionReference {
        try find(name, in: operations)
    }

    /// The loss of a name.
    package static func loss(_ name: String) throws -> FunctionReference {
        try find(name, in: losses)
    }

    private static func find(
        _ name: String, in references: [FunctionReference]
    ) throws -> FunctionReference {
        guard let reference = references.first(where: { $0.name == name }) else {
            throw ReferenceError("no way to call \(name): add it to a list of FunctionReference")
        }
        return reference
    }
}
