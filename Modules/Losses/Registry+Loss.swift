extension Registry.Kind {
    /// Losses by name; an entry is the loss's type.
    public static let loss = Registry.Kind("loss")
}

extension Registry {
    /// Adds a loss under its `lossName`, so that commands find it.
    ///
    /// - Throws: ``TensorError`` when the name is taken.
    public mutating func register<L: LossFunction>(loss _: L.Type) throws(TensorError) {
        try register(L.self as any LossFunction.Type, named: L.lossName, kind: .loss)
    }
}
