import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct ModelChoiceTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Images of a size, and labels up to the last class or values.
    private func images(_ shape: [Int], y: Tensor) throws -> LabelledData {
        let path = try directory.file("images.npz")
        try (["x": try Tensor.zeros(Shape([2] + shape)), "y": y] as StateDictionary).write(to: path)
        return try LabelledData(named: path)
    }

    private func outputs(_ name: String, _ data: LabelledData) throws -> Shape {
        let model = try Sequential(ModelChoice.specification(name, for: data)).eval()
        return try model(data.x).shape
    }

    @Test func builtInModelsFitTheData() throws {
        for (shape, y, width) in [
            ([1, 8, 8], try Tensor([0, 6]), 7), ([3, 9, 4], try Tensor([1, 0]), 2),
            ([1, 4, 4], try Tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), 3),
        ] {
            let data = try images(shape, y: y)
            for name in ModelChoice.names { #expect(try outputs(name, data) == [2, width]) }
        }
    }

    @Test(arguments: [[8], [8, 8], [1, 3, 8], [1, 8, 3]])
    func convolutionsNeedImages(shape: [Int]) throws {
        let data = try images(shape, y: Tensor([0, 1]))
        #expect(
            errorText { _ = try ModelChoice.specification("cnn", for: data) }.hasPrefix(
                "--model cnn: expected images: x [n, channels, height, width], at least 4×4; got "
                    + "\(data.x.shape). Use --model mlp"))
    }

    @Test func readsSpecifications() throws {
        let path = try SmallData.specification(2, 3, in: directory)
        let specification = try ModelChoice.specification(file: path)
        #expect(try specification == ModelSpecification(json: SmallData.specification(2, 3)))
    }

    @Test func filesAndNamesThatAreNone() throws {
        let data = try images([8], y: Tensor([0, 1]))
        func complaint(_ name: String) -> String {
            errorText { _ = try ModelChoice.specification(name, for: data) }
        }
        #expect(
            complaint("resnet") == "--model resnet: expected cnn, mlp or a JSON specification, "
                + "FILE.json; got neither.")
        #expect(
            complaint("/no/m.json")
                == "--model /no/m.json: expected a readable file; got No such file or directory.")
        let broken = try directory.file("broken.json", Array("{".utf8))
        #expect(complaint(broken).hasPrefix("--model \(broken): ModelSpecification: expected JSON"))
    }
}
