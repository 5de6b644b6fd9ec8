// swift-tools-version: 6.3

import PackageDescription

/// Programs outside the package, each with the products that it depends on; `tools/checks` builds them
/// in a folder outside the checkout, whose path is in the environment.
let checkout = Context.environment["LINALGKIT_CHECKOUT"] ?? "../.."

func program(_ name: String, _ products: String...) -> Target {
    .executableTarget(
        name: name, dependencies: products.map { .product(name: $0, package: "LinAlgKit") },
        path: name)
}

let package = Package(
    name: "OutsidePackages",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "LinAlgKit", path: checkout)],
    targets: [
        program("API", "LinAlgKit"),
        program("ReadmeExample", "LinAlgKit"),
        program("PortableXOR", "Layers", "Optimizers"),
        program("SchedulersOnly", "Schedulers"),
    ]
)
