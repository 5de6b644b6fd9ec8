import Foundation
import LinAlgKit
import LinAlgKitCommands
import TestSupport
import Testing

struct LabelledDataTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// The data of a file with these arrays.
    private func data(_ arrays: StateDictionary) throws -> LabelledData {
        let path = try directory.file("data.npz")
        try arrays.write(to: path)
        return try LabelledData(named: path)
    }

    /// The error of these arrays, without the file.
    private func complaint(_ arrays: StateDictionary) throws -> String {
        let text = errorText { _ = try data(arrays) }
        #expect(text.hasPrefix("--data \(directory.path)/data.npz: expected "))
        return String(text.dropFirst("--data \(directory.path)/data.npz: expected ".count))
    }

    @Test func bundledDigits() throws {
        let digits = try LabelledData(named: "digits")
        #expect(digits.count == 1797 && digits.sampleShape == [1, 8, 8])
        #expect(digits.task == .classification(classes: 10))
        #expect(digits.x.dtype == .float32 && digits.y.dtype == .int64)
    }

    @Test func integersAreLabels() throws {
        let labels = try data([
            "x": constant([1, 2], [2, 1]), "y": Tensor([4, 0], dtype: .uint8),
        ])
        #expect(labels.task == .classification(classes: 5))
        #expect(labels.x.dtype == .float32 && labels.y.dtype == .int64)
    }

    @Test func numbersWithAFractionAreValues() throws {
        let values = try data(["x": constant([1, 2], [2, 1]), "y": constant([0.5, 1])])
        #expect(values.task == .regression)
        #expect(values.y.shape == [2, 1], "a row for each sample")
        let rows = try data([
            "x": constant([1, 2], [2, 1]), "y": constant([1, 2, 3, 4], [2, 2]),
        ])
        #expect(rows.y.shape == [2, 2])
    }

    @Test func missingArraysAreNamedWithThoseThatAreThere() throws {
        let x = try constant([1, 2], [2, 1])
        #expect(
            try complaint(["x": x, "labels": x])
                == "an array \"y\"; got \"x\", \"labels\". In NumPy: numpy.savez(\"data.npz\", x=x, "
                + "y=y).")
        #expect(try complaint(["y": x]).hasPrefix("an array \"x\"; got \"y\"."))
        #expect(try complaint([:]).hasPrefix("an array \"x\"; got an archive without arrays."))
    }

    @Test func targetsThatDoNotMatch() throws {
        let x = try constant([1, 2], [2, 1])
        #expect(
            try complaint(["x": x, "y": Tensor([0, 1, 2])])
                .hasPrefix("as many targets y as samples x; got x [2, 1] and y [3]."))
        #expect(
            try complaint(["x": x, "y": Tensor(3)])
                .hasPrefix("as many targets y as samples x; got x [2, 1] and y []."))
        #expect(
            try complaint(["x": x, "y": Tensor([[0], [1]])])
                .hasPrefix("a label for each sample in y: int64 [n]; got [2, 1]."))
        #expect(
            try complaint(["x": x, "y": Tensor([0, -1])])
                == "labels from 0 to 999999 in y; got -1 at position 1.")
        #expect(
            try complaint(["x": x, "y": Tensor([1_000_000, 0])])
                == "labels from 0 to 999999 in y; got 1000000 at position 0.")
    }

    @Test func noSamples() throws {
        #expect(
            try complaint(["x": Tensor.zeros(0, 3), "y": Tensor.zeros(0)])
                == "at least one sample in x; got [0, 3].")
        #expect(
            try complaint(["x": constant([1], []), "y": Tensor([1])])
                == "at least one sample in x; got [].")
    }

    @Test func filesThatAreNone() throws {
        #expect(
            errorText { _ = try LabelledData(named: "mnist") }
                == "--data mnist: expected a .npz file or bundled data (digits, iris); got neither."
        )
        #expect(errorText { _ = try LabelledData(named: "/no/x.npz") }.contains("/no/x.npz"))
    }

    @Test func theDigestIsThatOfTheArrays() throws {
        let (x, y) = (try constant([1, 2], [2, 1], .float32), try Tensor([0, 1]))
        let digest = try data(["x": x, "y": y]).digest
        #expect(try data(["extra": x, "y": y, "x": x]).digest == digest)
        #expect(try data(["x": x, "y": Tensor([1, 0])]).digest != digest)
    }
}
