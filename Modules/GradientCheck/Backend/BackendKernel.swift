public import Kernels

/// One kernel of a backend, with its place in the table.
public struct BackendKernel: Sendable {
    /// The operation's name, or `exp.gradient`.
    public let name: String
    /// The type of the elements.
    public let dtype: DType
    /// The loop, such as a `UnaryLoop`.
    public let implementation: any Sendable

    public init(_ name: String, _ dtype: DType, _ implementation: any Sendable) {
        self.name = name
        self.dtype = dtype
        self.implementation = implementation
    }
}

extension BackendKernel {
    /// The kernels that a plugin registers, in order of their names.
    ///
    /// - Throws: What the plugin's installation throws.
    public static func all(of plugin: any Plugin.Type) throws -> [BackendKernel] {
        var registry = Registry()
        try plugin.install(into: &registry)
        return registry.kernelEntries.map {
            BackendKernel($0.key.name, $0.key.dtype, $0.implementation)
        }
    }
}
