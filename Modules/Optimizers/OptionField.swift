/// An option as states have it: a number under a name, a flag as 0 or 1. What comes back otherwise
/// than it was set is refused when a state is loaded.
public struct OptionField<Options>: Sendable {
    /// The name, PyTorch's.
    public let name: String
    let get: @Sendable (Options) -> Double
    let set: @Sendable (inout Options, Double) -> Void

    /// A number.
    public static func number(
        _ name: String, _ path: any WritableKeyPath<Options, Double> & Sendable
    ) -> OptionField {
        OptionField(
            name: name, get: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 })
    }

    /// A flag.
    public static func flag(
        _ name: String, _ path: any WritableKeyPath<Options, Bool> & Sendable
    ) -> OptionField {
        OptionField(
            name: name, get: { $0[keyPath: path] ? 1 : 0 }, set: { $0[keyPath: path] = $1 != 0 })
    }
}
