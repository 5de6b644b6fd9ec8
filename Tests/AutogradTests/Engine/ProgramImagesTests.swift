import Autograd
import Foundation
import TestSupport
import Testing

struct ProgramImagesTests {
    /// The form in which the runtime stores a map is its own: a version with another one shows here.
    @Test func theRuntimeUnderstandsTheMap() throws {
        let map = try #require(ProgramImages.map())
        let paths = map.compactMap(\.path)
        #expect(paths.count == map.count && paths.allSatisfy { $0.hasPrefix("/") })
        #expect(paths.contains { $0.contains("swiftCore") })
        #expect(paths.contains { $0.contains("Tests") || $0.contains("test") })
        #expect(paths.filter { $0.utf8.count > 63 }.allSatisfy(FileManager.default.fileExists))
    }

    /// Reading what is mapped would end the process: seen when files come and go on other threads.
    @Test func filesMayBeUnmappedMeanwhile() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("mapped", [UInt8](repeating: 7, count: 1 << 16))
        try onThreads(4) { thread in
            for _ in 0..<200 {
                if thread < 2 {
                    _ = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
                } else {
                    #expect(ProgramImages.map() != nil)
                }
            }
        }
    }

    @Test func placesAreLookedUpOnManyThreads() throws {
        try onThreads(3) { _ in
            let x = try constant([-1])
            let text = errorText { try detectAnomaly { _ = x.log() } }
            #expect(text.contains("(ProgramImagesTests.swift:"), "\(text)")
        }
    }
}
