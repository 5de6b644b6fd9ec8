import Foundation
import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct InspectCommandTests {
    let directory: TemporaryDirectory
    let file: String

    init() throws {
        directory = try TemporaryDirectory()
        file = try directory.file("arrays.npz")
        let arrays: StateDictionary = [
            "weight": try constant([1, -2, .nan, 4], [2, 2], .float32),
            "steps": try Tensor([1234], shape: [1]),
        ]
        try arrays.write(to: file)
    }

    @Test func showsATable() throws {
        #expect(
            try linalgkit("inspect", file).output == """
                \(file): 2 arrays, 5 numbers, 24 bytes

                name    dtype    shape    min   max  mean  NaN  inf
                weight  float32  [2, 2]    -2     4     1    1    0
                steps   int64    [1]     1234  1234  1234    0    0

                """)
    }

    @Test func showsJSON() throws {
        let output = try linalgkit("inspect", file, "--json").output
        let arrays = try #require(
            JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
        #expect(arrays.map { $0["name"] as? String } == ["weight", "steps"])
        #expect(arrays[0]["nan"] as? Int == 1 && arrays[0]["shape"] as? [Int] == [2, 2])
        #expect(arrays[1]["max"] as? Int == 1234)
    }

    @Test func anEmptyArchiveIsOne() throws {
        let empty = try directory.file("empty.npz")
        try StateDictionary().write(to: empty)
        #expect(
            try linalgkit("inspect", empty).output == "\(empty): 0 arrays, 0 numbers, 0 bytes\n")
        #expect(try linalgkit("inspect", empty, "--json").output.contains("["))
    }

    @Test func filesThatAreNone() throws {
        #expect(refusal("inspect", "/no/such.npz").contains("/no/such.npz"))
        let text = try directory.file("text.npz", Array("text".utf8))
        #expect(refusal("inspect", text).contains(text))
        #expect(refusal("inspect", "/no/such.pt").contains("/no/such.pt"))
        #expect(refusal("inspect").contains("Missing expected argument '<FILE>'"))
        let other = try directory.file("text.bin", Array("text".utf8))
        #expect(refusal("inspect", other).contains(".safetensors"))
    }

    @Test func otherFormats() throws {
        let safeTensors = try linalgkit(
            "inspect", fixturePath("SafeTensors/small.safetensors")
        ).output
        #expect(safeTensors.contains("2 arrays, 4 numbers, 13 bytes"))
        let checkpoint = try linalgkit("inspect", fixturePath("PyTorchFiles/checkpoint.pth")).output
        #expect(checkpoint.contains("27 arrays, 117 numbers, 472 bytes"))
        #expect(checkpoint.contains("\nmodel.1.num_batches_tracked   int64    [] "))
        let hostile = fixturePath("PyTorchFiles/hostile_system.pt")
        #expect(refusal("inspect", hostile).contains("posix.system"))
    }
}
