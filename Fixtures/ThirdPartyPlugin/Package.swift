// swift-tools-version: 6.3

import PackageDescription

/// A package of somebody else's that adds to LinAlgKit. Outside this repository the first dependency
/// would be `.package(url: …, from: …)`.
let package = Package(
    name: "ThirdPartyPlugin",
    platforms: [.macOS(.v26)],
    products: [.library(name: "Periodic", targets: ["Periodic"])],
    dependencies: [
        .package(name: "LinAlgKit", path: "../.."),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    ],
    targets: [
        .target(
            name: "Periodic",
            dependencies: [
                .product(name: "Layers", package: "LinAlgKit"),
                .product(name: "Kernels", package: "LinAlgKit"),
                .product(name: "RealModule", package: "swift-numerics"),
            ]),
        .target(
            name: "Faulty", dependencies: [.product(name: "Autograd", package: "LinAlgKit")]),
        .executableTarget(
            name: "PeriodicGradcheck",
            dependencies: [
                "Periodic", "Faulty", .product(name: "LinAlgKit", package: "LinAlgKit"),
                .product(name: "GradientCheckCommand", package: "LinAlgKit"),
            ]),
        .executableTarget(
            name: "PeriodicDemo",
            dependencies: ["Periodic", .product(name: "LinAlgKit", package: "LinAlgKit")]),
        .testTarget(
            name: "PeriodicTests",
            dependencies: [
                "Periodic", .product(name: "LinAlgKit", package: "LinAlgKit"),
                .product(name: "GradientCheck", package: "LinAlgKit"),
            ]),
    ]
)
