public import Layers
public import Losses

extension Catalogue {
    /// The layers that the registry knows, in the order of their names; without containers such as
    /// `Sequential`, which are what the layers in them are.
    public static func layers() -> [any ConfigurableLayer.Type] {
        let registry = Runtime.registry
        return registry.names(of: .layer).compactMap { name in
            (try? registry.entry(named: name, kind: .layer, as: LayerBuilder.self))?.type
        }
    }

    /// The losses that the registry knows, in the order of their names.
    public static func losses() -> [any LossFunction.Type] {
        let registry = Runtime.registry
        return registry.names(of: .loss).compactMap { name in
            try? registry.entry(named: name, kind: .loss, as: (any LossFunction.Type).self)
        }
    }

    /// The kernels in force in this program, by the plugin that brought them.
    public static func backends() -> [(name: String, kernels: [BackendKernel])] {
        let entries = Runtime.registry.kernelEntries
        return Set(entries.map(\.plugin)).sorted().map { plugin in
            let own = entries.filter { $0.plugin == plugin }
            return (
                plugin, own.map { BackendKernel($0.key.name, $0.key.dtype, $0.implementation) }
            )
        }
    }
}
