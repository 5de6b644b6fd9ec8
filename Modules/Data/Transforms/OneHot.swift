public import Autograd

/// For each label a row of zeros with a 1 at the label's place.
///
/// Shape: […] of integers → […, classes] of float32
public struct OneHot: Transform {
    private let classes: Int

    /// - Throws: ``TensorError`` when there are less than one class.
    public init(classes: Int) throws(TensorError) {
        try require(classes >= 1, "OneHot", "at least 1 class", "\(classes)")
        self.classes = classes
    }

    public func callAsFunction(_ input: Tensor, generator: Generator) throws -> Tensor {
        guard input.dtype.isInteger else {
            throw TensorError(
                .dtype, "OneHot", expected: "integers", got: "\(input.dtype)", inputs: [input])
        }
        let labels = try input.checkedIndices(below: classes, "OneHot")
        return try (labels.unsqueeze(dim: -1) .== Tensor.arange(classes)).to(dtype: .float32)
    }
}
