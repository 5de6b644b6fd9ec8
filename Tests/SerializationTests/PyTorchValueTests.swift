import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct PyTorchValueTests {
    private func objects() throws -> PyTorchValue {
        try PyTorchFile.value(of: fixture("objects.pt", in: "PyTorchFiles"))
    }

    private func integers(_ value: PyTorchValue?) -> [Int?] {
        guard case .list(let items)? = value else { return [] }
        return items.map(\.integer)
    }

    @Test("numbers keep their values, the largest and smallest too")
    func readsNumbers() throws {
        let objects = try objects()
        #expect(
            integers(objects["numbers"]) == [
                0, 1, -1, 255, 256, 65535, 65536, 2_147_483_647, -2_147_483_648, 2_147_483_648,
                -1_099_511_627_776, .max, .min,
            ])
        let reals = (0..<4).map { objects["reals"]?[$0]?.real?.bitPattern }
        // As text: the compiler warns of a literal that is denormal.
        let denormal = Double("1e-310")?.bitPattern
        #expect(
            reals == [0.1, -0.0, .infinity].map { (real: Double) in real.bitPattern } + [denormal])
        #expect(objects["numbers"]?[3]?.real == 255)
    }

    @Test("text, truth values and the objects of torch are read as plain ones")
    func readsOthers() throws {
        let objects = try objects()
        #expect((0..<3).map { objects["texts"]?[$0]?.text } == ["", "ü 層", "a\nb"])
        guard case .bool(true)? = objects["bools"]?[0], case .bool(false)? = objects["bools"]?[1],
            case PyTorchValue.none? = objects["none"]
        else {
            Issue.record("\(objects)")
            return
        }
        #expect(integers(objects["size"]) == [2, 3] && integers(objects["set"]) == [7])
        #expect(objects["dtype"]?.text == "torch.float16" && objects["device"]?.text == "cpu")
        #expect(objects["5"]?.text == "five")
        #expect(objects["nested"]?["a"]?["b"]?[0]?["c"]?.integer == 1)
        for count in 0..<5 {
            #expect(integers(objects["tuples"]?[count]) == Array(1..<(count + 1)))
        }
        guard case .dictionary(let empty)? = objects["empty"],
            case .dictionary(let ordered)? = objects["ordered"]
        else {
            Issue.record("\(objects)")
            return
        }
        #expect(empty.isEmpty && ordered.isEmpty)
    }

    @Test("what is not there, or of another kind, is nil")
    func givesNil() throws {
        let objects = try objects()
        #expect(objects["no"] == nil && objects[0] == nil && objects["numbers"]?[13] == nil)
        #expect(objects["numbers"]?[-1] == nil && objects["numbers"]?["0"] == nil)
        #expect(objects["texts"]?[1]?.integer == nil && objects["numbers"]?[0]?.text == nil)
        #expect(objects["none"]?.tensor == nil && objects["none"]?.real == nil)
    }

    @Test("a function as a value is refused")
    func refusesFunctions() throws {
        let directory = try TemporaryDirectory()
        let function = Pickle.list([Pickle.global("torch._utils", "_rebuild_tensor_v2")])
        let path = try directory.file("w.pt", pyTorchArchive(function))
        expectError(.unsupported, naming: path) { _ = try PyTorchFile.value(of: path) }
    }
}
