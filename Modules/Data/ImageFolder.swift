import Autograd
import Foundation
public import Serialization

/// The PNG images in the folders of a folder, each folder a class.
///
/// ```swift
/// func pets(in folder: String) throws -> DataLoader<Example> {
///     let images = try ImageFolder(folder)
///     print(images.classes)
///     let augment = try Compose(RandomCrop(height: 32, width: 32), ToFloat())
///     return try DataLoader(
///         images, batchSize: 32, shuffle: true, prefetch: 4, transform: augment.ofInputs)
/// }
/// ```
///
/// Classes are in the order of their folders' names, images in that of their paths within. Names that
/// begin with a dot are left out. Symbolic links are followed, but not from a folder back to
/// itself. An image is read when it is asked for.
///
/// Shape: an example is x uint8 [channels, height, width] and y int64 [], a place in ``classes``
///
/// Source: torchvision, `datasets.ImageFolder`.
public struct ImageFolder: Dataset {
    /// How many channels the images get.
    public enum Channels: Sendable {
        /// One: 0.299 red + 0.587 green + 0.114 blue.
        case grey
        /// Three; grey levels stand in each.
        case rgb
    }

    /// The names of the folders.
    public let classes: [String]
    /// Path and class of each image.
    public let images: [(path: String, label: Int)]
    private let channels: Channels
    private let limits: ReadLimits

    /// - Throws: `SerializationError` when a folder cannot be read or lies within itself, or there
    ///   are no images.
    public init(
        _ folder: String, channels: Channels = .rgb, limits: ReadLimits = ReadLimits()
    ) throws {
        classes = try Self.names(in: folder).filter { Self.isFolder("\(folder)/\($0)") }
        let root: Set<String> = [try Self.resolved(folder)]
        var images: [(path: String, label: Int)] = []
        for (label, name) in classes.enumerated() {
            images += try Self.images(in: "\(folder)/\(name)", within: root).map { ($0, label) }
        }
        guard !images.isEmpty else {
            throw Self.error(
                folder, expected: "folders with PNG images",
                got: "\(classes.count) folders, no image")
        }
        self.images = images
        self.channels = channels
        self.limits = limits
    }

    public var count: Int { images.count }

    public subscript(index: Int) -> Example {
        get throws {
            try check(index)
            let (path, label) = images[index]
            let image = try PNG.read(from: path, limits: limits)
            return Example(try converted(image), try Tensor([label], shape: []))
        }
    }

    /// The image with the channels that were asked for, without alpha.
    private func converted(_ image: Tensor) throws -> Tensor {
        let isGrey = image.shape[0] <= 2
        switch channels {
        case .rgb where isGrey:
            return try cat([Tensor](repeating: image.narrow(dim: 0, start: 0, length: 1), count: 3))
        case .rgb: return try image.narrow(dim: 0, start: 0, length: 3)
        case .grey where isGrey: return try image.narrow(dim: 0, start: 0, length: 1)
        case .grey:
            // In 16 bits behind the point, rounded, as PIL computes it.
            let planes = try (0..<3).map {
                try image.narrow(dim: 0, start: $0, length: 1).toArray(as: Int.self)
            }
            let levels = planes[0].indices.map {
                UInt8(
                    (planes[0][$0] * 19595 + planes[1][$0] * 38470 + planes[2][$0] * 7471
                        + 0x8000) >> 16)
            }
            return try Tensor(levels, shape: [1, image.shape[1], image.shape[2]])
        }
    }

    /// The images in a folder and those in it.
    ///
    /// - Parameter outer: The folders on the way to it, links resolved.
    private static func images(in folder: String, within outer: Set<String>) throws -> [String] {
        let own = try resolved(folder)
        guard !outer.contains(own) else {
            throw error(
                folder, expected: "folders that do not lie within themselves",
                got: "a link back to \(own.debugDescription)")
        }
        return try names(in: folder).flatMap { name in
            let path = "\(folder)/\(name)"
            if isFolder(path) { return try images(in: path, within: outer.union([own])) }
            return name.lowercased().hasSuffix(".png") ? [path] : []
        }
    }

    /// The path without symbolic links.
    private static func resolved(_ folder: String) throws -> String {
        guard let path = realpath(folder, nil) else {
            throw error(
                folder, expected: "a folder that can be read",
                got: String(cString: strerror(errno)))
        }
        defer { free(path) }
        return String(cString: path)
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(".") }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw Self.error(folder, expected: "a folder that can be read", got: "[\(error)]")
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private static func error(
        _ path: String, expected: String, got: String
    ) -> SerializationError {
        SerializationError(
            operation: "read", path: path, code: .malformed, expected: expected, got: got)
    }
}
