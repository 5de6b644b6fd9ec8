import Kernels
import TensorCore

/// What this package adds: the layer `Snake`, the operations `SquaredSine` and `RunningSum`, and a
/// kernel for `round`.
///
/// Operations need no registration: they are types.
public enum Periodic: Plugin {
    public static let name = "Periodic"

    public static func install(into registry: inout Registry) throws {
        try registry.register(layer: Snake.self)
        // In the place of whatever kernel a later version of LinAlgKit brings along.
        try registry.register(
            kernel: RoundKernel.loop, for: "round", .float32, replacing: true)
    }
}

// A program that links this module has the plugin, without a call and without an import.
#if objectFormat(MachO)
    @section("__DATA_CONST,__lak_plugins")
    @used private let record: @convention(c) () -> Void = { Runtime.registerLinked(Periodic.self) }
#else
    @section("linalgkit_plugins")
    @used private let record: @convention(c) () -> Void = { Runtime.registerLinked(Periodic.self) }
#endif
