package import Kernels

extension Catalogue {
    /// The places of all kernels that operations, losses and optimizers of this program ask for, by
    /// name.
    package static func kernelPlaces() -> [String: any KernelPlace] {
        var places: [String: any KernelPlace] = [:]
        for type in ConformanceRecords.types(conformingTo: "KernelDeclaring") {
            guard let type = type as? any KernelDeclaring.Type else { continue }
            for place in type.kernelPlaces where places[place.name] == nil {
                places[place.name] = place
            }
        }
        return places
    }
}
