import Losses
import TestSupport
import Testing

@Suite struct LossInputsTests {
    @Test func acceptsWhatFits() throws {
        let x = try Tensor.ones(2, 3)
        try LossInputs.requireSameShape("f", x, as: x)
        try LossInputs.requireWeights(nil, for: x, "f")
        for shape in [[], [3], [2, 1], [2, 3]] as [Shape] {
            try LossInputs.requireWeights(.ones(shape), for: x, "f")
        }
        try LossInputs.requireClassWeights(.ones(3), classes: 3, x, "f")
        try LossInputs.requireAtLeastZero(0, "size", "f")
        let labels = try LossInputs.labels(
            Tensor([0, 2, -7], dtype: .int8), classes: 3, ignoring: -7, "f")
        #expect(labels.dtype == .int64 && labels.toArray(as: Int.self) == [0, 2, -7])
    }

    @Test func saysWhatDoesNotFit() throws {
        let x = try Tensor.ones(2, 3)
        #expect(
            errorText {
                try LossInputs.requireSameShape("f", .ones(3), "a part", as: x, "the whole")
            }
                == "f: expected a part of the whole's shape [2, 3]; got [3]. "
                + "Reshape or expand one of them.")
        // Weights that would make more losses are no weights of these.
        for shape in [[2], [2, 2, 3], [4, 3]] as [Shape] {
            #expect(
                errorText { try LossInputs.requireWeights(.ones(shape), for: x, "f") }
                    == "f: expected a weight that broadcasts to [2, 3]; got \(shape).")
        }
        #expect(
            errorText { try LossInputs.requireClassWeights(.ones(2), classes: 3, x, "f") }
                == "f: expected a weight of float32 for each of 3 classes; got float32 [2].")
        #expect(
            errorText { _ = try LossInputs.labels(Tensor([0, 3]), classes: 3, "f") }
                .hasPrefix("f: expected labels from 0 to 2, for 3 classes; got 3 at [1]."))
        for value in [-1, nan] {
            #expect(
                errorText { try LossInputs.requireAtLeastZero(value, "size", "f") }
                    == "f: expected a size of at least 0; got \(value).")
        }
    }
}
