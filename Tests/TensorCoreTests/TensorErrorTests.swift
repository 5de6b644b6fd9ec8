import TensorCore
import TestSupport
import Testing

struct TensorErrorTests {
    @Test func readsAsOneLine() {
        let error = TensorError(
            .shape, "matmul", expected: "inner sizes that agree", got: "[2, 3] and [4, 5]",
            hint: "Transpose one of them?")
        #expect(
            error.description == "matmul: expected inner sizes that agree; got [2, 3] and [4, 5]. "
                + "Transpose one of them?")
        #expect(error.kind == .shape && error.operation == "matmul")
        let bare = TensorError(.value, "x", expected: "a", got: "b")
        #expect(bare.description == "x: expected a; got b.")
        #expect(TensorError(.value, "x", message: "as it is").description == "x: as it is")
    }

    @Test func carriesShapesAndTypes() throws {
        let inputs = [try Tensor.ones(2, 3), try Tensor.ones(4, dtype: .int32)]
        let error = TensorError(.shape, "x", expected: "a", got: "b", inputs: inputs)
        #expect(error.shapes == [[2, 3], [4]] && error.dtypes == [.float32, .int32])
    }

    @Test func remembersTheLayersItPassed() {
        let error = TensorError(.shape, "x", expected: "a", got: "b")
            .passing(through: "Linear").passing(through: "Block").passing(through: "Model")
        #expect(error.layers == ["Model", "Block", "Linear"])
        #expect(error.description == "x: expected a; got b. (in Model › Block › Linear)")
        #expect(error.message == "expected a; got b.")
    }

    @Test func isOneWordWideAndSendable() {
        #expect(MemoryLayout<TensorError>.size == MemoryLayout<Int>.size)
        let _: any Sendable = TensorError(.value, "x", message: "")
    }

    @Test func missingMemoryNamesWhatWasAskedFor() {
        let error = TensorError.outOfMemory("conv2d", [2, 3], .float64)
        #expect(error.kind == .memory)
        #expect(error.description.hasPrefix("conv2d: expected memory for [2, 3] of float64; got"))
    }

    @Test func whatCannotFailEndsWithTheErrorsTextWhenItDoes() async {
        #expect(unfailing { () throws(TensorError) in 5 } == 5)
        await #expect(processExitsWith: .failure) {
            unfailing { () throws(TensorError) in throw TensorError(.memory, "x", message: "none") }
        }
    }
}
