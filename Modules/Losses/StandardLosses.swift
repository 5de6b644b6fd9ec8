/// The losses of this package, found by name in every program that links this module.
public enum StandardLosses: Plugin {
    public static let name = "StandardLosses"
    public static let rank = 0

    public static func install(into registry: inout Registry) throws {
        try registry.register(loss: CrossEntropyLoss.self)
        try registry.register(loss: MSELoss.self)
    }
}

#if objectFormat(MachO)
    @section("__DATA_CONST,__lak_plugins")
    @used private let record: @convention(c) () -> Void = {
        Runtime.registerLinked(StandardLosses.self)
    }
#else
    @section("linalgkit_plugins")
    @used private let record: @convention(c) () -> Void = {
        Runtime.registerLinked(StandardLosses.self)
    }
#endif
