import Data
import Foundation
import Serialization
import TestSupport
import Testing

struct ImageFolderTests {
    let directory: TemporaryDirectory
    let images: StateDictionary

    init() throws {
        directory = try TemporaryDirectory()
        images = try NPZ.read(from: fixturePath("Images/png.npz"))
        try add("dogs/b.png", "rgb")
        try add("dogs/a.PNG", "grey8")
        try add("cats/more/c.png", "rgb_alpha")
        try add("cats/.hidden.png", "rgb")
        _ = try directory.file("cats/notes.txt", [1])
        _ = try directory.file("stray.png", [1])
    }

    private func add(_ path: String, _ kind: String) throws {
        let folder = "\(directory.path)/\(path)".split(separator: "/").dropLast()
        try FileManager.default.createDirectory(
            atPath: "/" + folder.joined(separator: "/"), withIntermediateDirectories: true)
        let bytes = try #require(images["\(kind).file"])
        _ = try directory.file(path, bytes.toArray(as: UInt8.self))
    }

    @Test func foldersAreClasses() throws {
        let data = try ImageFolder(directory.path)
        #expect(data.classes == ["cats", "dogs"] && data.count == 3)
        #expect(data.images.map(\.label) == [0, 1, 1])
        #expect(
            data.images.map { $0.path.split(separator: "/").last } == ["c.png", "a.PNG", "b.png"])
        let example = try data[2]
        #expect(try Bits(example.x) == Bits(#require(images["rgb.planes"])))
        #expect(try example.y.item() == 1 && example.y.dtype == .int64)
        #expect(throws: TensorError.self) { try data[3] }
    }

    @Test func imagesGetTheChannelsThatWereAskedFor() throws {
        let (colours, levels) = (
            try ImageFolder(directory.path), try ImageFolder(directory.path, channels: .grey)
        )
        let grey = try #require(images["grey8.planes"]).values
        #expect(try colours[1].x.values == grey + grey + grey)
        #expect(try levels[1].x.values == grey)
        let colour = try #require(images["rgb_alpha.planes"])
        #expect(try colours[0].x.values == Array(colour.values.prefix(3 * 11 * 13)))
        // By Pillow.
        #expect(try Bits(levels[2].x) == Bits(#require(images["rgb.grey"])))
    }

    @Test func aLoaderMakesBatchesOfThem() throws {
        let loader = try DataLoader(
            ImageFolder(directory.path), batchSize: 3, prefetch: 2, transform: ToFloat().ofInputs)
        let batch = try #require(try loader.makeIterator().next()?.get())
        #expect(batch.x.shape == [3, 3, 11, 13] && batch.x.dtype == .float32)
        #expect(batch.y.values == [0, 1, 1])
    }

    private func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(directory.path)/\(path)",
            withDestinationPath: "\(directory.path)/\(target)")
    }

    @Test func linksAreFollowed() throws {
        try link("cats/others", to: "dogs")
        try link("hounds", to: "dogs")
        let data = try ImageFolder(directory.path)
        #expect(data.classes == ["cats", "dogs", "hounds"])
        #expect(data.images.map(\.label) == [0, 0, 0, 1, 1, 2, 2])
    }

    @Test(arguments: ["cats", "cats/more", "."])
    func linksBackAreNamed(target: String) throws {
        try link("cats/more/loop", to: target)
        #expect(
            errorText { _ = try ImageFolder(directory.path) }
                .contains("/loop\": expected folders that do not lie within themselves; got a"))
    }

    @Test func twoLinksThatLeadToEachOtherAreNamed() throws {
        try link("cats/dogs", to: "dogs")
        try link("dogs/cats", to: "cats")
        #expect(
            errorText { _ = try ImageFolder(directory.path) }
                .contains("cats/dogs/cats\": expected folders that do not lie within themselves"))
    }

    @Test func whatCannotBeReadIsNamed() throws {
        #expect(
            errorText { _ = try ImageFolder("\(directory.path)/none") }
                .contains("none\": expected a folder that can be read"))
        #expect(
            errorText { _ = try ImageFolder("\(directory.path)/dogs") }
                .contains("dogs\": expected folders with PNG images; got 0 folders, no image."))
        _ = try directory.file("dogs/c.png", [1, 2])
        let data = try ImageFolder(directory.path)
        #expect(errorText { _ = try data[3] }.contains("dogs/c.png\": expected a PNG file"))
    }
}
