/// The place of a kernel of whatever kind: its key and its portable loops.
public protocol KernelPlace: Sendable {
    /// The operation's name, or `exp.gradient`.
    var name: String { get }
    /// The portable loop for a type, whatever the table has; nil where there is none.
    func portableLoop(_ dtype: DType) -> (any Sendable)?
}

extension Kernel: KernelPlace {
    public func portableLoop(_ dtype: DType) -> (any Sendable)? { reference(dtype) }
}

/// A type that declares kernels, so that a check of backends finds the portable loops that theirs
/// replace.
///
/// Conforming types are found by being linked into the program. Elementwise operations and
/// optimizers conform by what they are; whoever declares a ``Kernel`` elsewhere adds it here.
public protocol KernelDeclaring: SendableMetatype {
    /// The places of all kernels that this type declares.
    static var kernelPlaces: [any KernelPlace] { get }
}
