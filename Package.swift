// swift-tools-version: 6.3

import PackageDescription

/// What a target is; path, product and settings follow from it.
enum Kind {
    /// A module of the library: `Modules/<name>`, tests in `Tests/<name>Tests`, a product.
    case module
    /// C that a module or plugin needs: `Modules/<name>` or `Plugins/<name>`.
    case c(in: String)
    /// A system library: where, its pkg-config name, its Debian and Homebrew packages.
    case system(in: String, pkgConfig: String, apt: String, brew: String)
    /// A backend: `Plugins/<name>`, tests in `Tests/<name>Tests`, a product.
    case plugin
    /// Code behind a command: its folder; no product.
    case part(in: String)
    /// Code behind a command that other packages make their own of: its folder; a product.
    case command(in: String)
    /// A command: its name, which is that of the product, and its folder.
    case tool(String, in: String)
    /// A program that tests run: `Tests/<name>`; no product of its own.
    case trial
    /// Tests alone: `Tests/<name>`; what they share is in TestSupport, which all of them use.
    case tests
}

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

/// The package: kind, name, uses. Arrows point down; see Modules/README.md.
let table: [(kind: Kind, name: String, uses: [Target.Dependency])] = [
    // Level 0
    (.c(in: "Modules"), "CPlatform", []),
    (.module, "Kernels", ["CPlatform", realModule]),
    // Level 1
    (.module, "TensorCore", ["Kernels", "CPlatform"]),
    // Level 2
    (.module, "Autograd", ["TensorCore", "Kernels", "CPlatform", realModule]),
    (.module, "Schedulers", []),
    (
        .system(in: "Modules", pkgConfig: "libarchive", apt: "libarchive-dev", brew: "libarchive"),
        "CArchive", []
    ),
    (.module, "Serialization", ["TensorCore", "Kernels", "CArchive"]),
    // Level 3
    (.module, "Layers", ["Autograd"]),
    (.module, "Losses", ["Autograd"]),
    (.c(in: "Modules"), "CGuardedMemory", []),
    (
        .module, "GradientCheck",
        [
            "Autograd", "Layers", "Losses", "CGuardedMemory", "CPlatform", "Kernels", "TensorCore",
            realModule,
        ]
    ),
    (.module, "Optimizers", ["Autograd", "Schedulers", "TensorCore", "Kernels", realModule]),
    (.c(in: "Modules"), "CDatasets", []),
    (
        .module, "Data",
        ["Autograd", "Serialization", "TensorCore", "CDatasets", realModule]
    ),
    // Above all whose contracts it checks
    (
        .module, "ConformanceCheck",
        ["GradientCheck", "Optimizers", "Schedulers", "Serialization", "TensorCore"]
    ),
    // Above all that a training run consists of
    (
        .module, "Training",
        ["Layers", "Optimizers", "Schedulers", "Data", "Serialization", "TensorCore"]
    ),
    // Level 4
    (.c(in: "Plugins"), "CVectorCPU", []),
    (.plugin, "VectorCPU", ["CVectorCPU", "TensorCore", "Kernels"]),
    (
        .system(in: "Plugins", pkgConfig: "openblas", apt: "libopenblas-dev", brew: "openblas"),
        "COpenBLAS", []
    ),
    (.plugin, "OpenBLAS", ["COpenBLAS", "TensorCore", "Kernels"]),
    // Umbrella
    (
        .module, "LinAlgKit",
        [
            "TensorCore", "Autograd", "Layers", "Losses", "Optimizers", "Schedulers",
            "Serialization", "Data", "Training", "VectorCPU", "OpenBLAS",
        ]
    ),
    // Tools
    (
        .part(in: "tools/linalgkit/Commands"), "LinAlgKitCommands",
        ["LinAlgKit", argumentParser]
    ),
    (.tool("linalgkit", in: "tools/linalgkit/Main"), "LinAlgKitTool", ["LinAlgKitCommands"]),
    (.part(in: "tools/parity/Page"), "ParityPage", ["ReferenceSupport"]),
    (
        .tool("parity", in: "tools/parity/Main"), "ParityTool",
        ["ParityPage", "ReferenceSupport", argumentParser]
    ),
    (.part(in: "tools/bench/Workloads"), "BenchWorkloads", ["LinAlgKit", "Kernels", "Layers"]),
    (
        .tool("bench", in: "tools/bench/Main"), "BenchTool",
        ["BenchWorkloads", "LinAlgKit", argumentParser]
    ),
    (
        .command(in: "tools/gradcheck/Command"), "GradientCheckCommand",
        ["GradientCheck", "Layers", "Losses", argumentParser]
    ),
    (
        .tool("gradcheck", in: "tools/gradcheck/Main"), "GradcheckTool",
        ["GradientCheckCommand", "LinAlgKit"]
    ),
    // Tests
    (.part(in: "Tests/TestSupport"), "TestSupport", ["TensorCore"]),
    (
        .part(in: "Tests/ReferenceSupport"), "ReferenceSupport",
        [
            "Layers", "Losses", "Optimizers", "Schedulers", "Serialization", "GradientCheck",
            "VectorCPU", "OpenBLAS", "Kernels",
        ]
    ),
    (
        .tests, "LinAlgKitCommandTests",
        ["LinAlgKitCommands", "LinAlgKit", argumentParser]
    ),
    (
        .tests, "ReferenceTests",
        ["ParityPage", "ReferenceSupport", "Autograd", "TensorCore", "Kernels"]
    ),
    (.tests, "BenchTests", ["BenchWorkloads", "LinAlgKit"]),
    (.tests, "AutogradTests", ["Autograd", "GradientCheck", "Kernels", realModule]),
    (
        .tests, "GradientCheckTests",
        [
            "GradientCheck", "Autograd", "Layers", "Losses", "Optimizers", "Kernels", "VectorCPU",
            "OpenBLAS",
        ]
    ),
    (
        .tests, "ConformanceCheckTests",
        ["ConformanceCheck", "Optimizers", "Schedulers", "Serialization", "TensorCore"]
    ),
    (
        .tests, "GradientCheckCommandTests",
        ["GradientCheckCommand", "GradientCheck", "Layers", "Losses", "VectorCPU"]
    ),
    (.tests, "LayersTests", ["Layers", "Optimizers", "GradientCheck"]),
    (.tests, "KernelsTests", ["Kernels", "Serialization", "TensorCore", realModule]),
    (.tests, "TensorCoreTests", ["TensorCore", "Kernels", "Serialization"]),
    (
        .tests, "OptimizersTests",
        ["Optimizers", "ConformanceCheck", "Layers", "Serialization", "TensorCore", "VectorCPU"]
    ),
    (
        .tests, "SchedulersTests",
        ["Schedulers", "ConformanceCheck", "ReferenceSupport", "TensorCore"]
    ),
    (.tests, "DataTests", ["Data", "Serialization", "TensorCore"]),
    (.trial, "ResumeTrial", ["Training", "Losses", "ReferenceSupport"]),
    (.tests, "TrainingTests", ["Training", "ReferenceSupport", "ResumeTrial"]),
    (.tests, "LossesTests", ["Losses", "GradientCheck", "VectorCPU"]),
    (
        .tests, "VectorCPUTests",
        ["VectorCPU", "GradientCheck", "Autograd", "Optimizers", "Kernels", "TensorCore"]
    ),
    (.tests, "OpenBLASTests", ["OpenBLAS", "GradientCheck", "Kernels", "TensorCore"]),
    (.tests, "RepositoryTests", []),
    (.tests, "SerializationTests", ["Serialization", "ConformanceCheck", "TensorCore"]),
]

/// A dependency's name.
func name(of dependency: Target.Dependency) -> String {
    switch dependency {
    case .byNameItem(let name, _), .targetItem(let name, _): name
    case .productItem(let name, _, _, _): name
    @unknown default: ""
    }
}

/// Uses, and what they use in turn.
///
/// All of it is declared, since SwiftPM compiles a target anew only when the module of a declared
/// dependency changes. That of one which re-exports others, as LinAlgKit, stays the same to the byte
/// when code changes that the optimizer took out of those.
func reach(_ uses: [Target.Dependency]) -> [Target.Dependency] {
    var found = uses
    for use in uses {
        let further = reach(table.first { $0.name == name(of: use) }?.uses ?? [])
        found += further.filter { new in !found.contains { name(of: $0) == name(of: new) } }
    }
    return found
}

let targets: [Target] = table.map { ($0.kind, $0.name, reach($0.uses)) }.flatMap {
    kind, name, uses -> [Target] in
    switch kind {
    case .module: [.target(name: name, dependencies: uses, path: "Modules/\(name)")]
    case .c(let folder): [.target(name: name, dependencies: uses, path: "\(folder)/\(name)")]
    case .system(let folder, let pkgConfig, let apt, let brew):
        [
            .systemLibrary(
                name: name, path: "\(folder)/\(name)", pkgConfig: pkgConfig,
                providers: [.apt([apt]), .brew([brew])])
        ]
    case .plugin: [.target(name: name, dependencies: uses, path: "Plugins/\(name)")]
    case .part(let folder), .command(let folder):
        [.target(name: name, dependencies: uses, path: folder)]
    case .tool(_, let folder): [.executableTarget(name: name, dependencies: uses, path: folder)]
    case .trial: [.executableTarget(name: name, dependencies: uses, path: "Tests/\(name)")]
    case .tests:
        [
            .testTarget(
                name: name, dependencies: reach(uses + ["TestSupport"]), path: "Tests/\(name)")
        ]
    }
}

/// The modules and plugins that uses reach: a product names all of them, for the same reason.
func modules(_ uses: [Target.Dependency]) -> [String] {
    let reached = Set(reach(uses).map(name(of:)))
    return table.compactMap { kind, name, _ in
        switch kind {
        case .module, .plugin: reached.contains(name) ? name : nil
        case .c, .system, .part, .command, .tool, .trial, .tests: nil
        }
    }
}

let products: [Product] = table.compactMap { kind, name, uses in
    switch kind {
    case .module, .plugin, .command:
        .library(name: name, targets: [name] + modules(uses))
    case .tool(let command, _): .executable(name: command, targets: [name])
    case .c, .system, .part, .trial, .tests: nil
    }
}

let package = Package(
    name: "LinAlgKit",
    platforms: [.macOS(.v26)],
    products: products,
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    ],
    targets: targets,
    swiftLanguageModes: [.v6]
)
