/// What a convolution's errors call it and its inputs: sequences are computed as images of one row,
/// of which whoever called with a sequence knows nothing.
package struct ConvolutionTerms {
    /// The operation's name.
    let operation: String
    /// How many axes windows move along: 1 for sequences, 2 for images.
    let dims: Int
    /// The shapes as they were given.
    let input, weight: Shape
    /// The tensors that were given.
    let given: [Tensor]

    package init(
        _ operation: String, dims: Int = 2, input: Shape, weight: Shape, given: [Tensor] = []
    ) {
        self.operation = operation
        self.dims = dims
        self.input = input
        self.weight = weight
        self.given = given
    }

    /// How the axes of a weight are called.
    var weightLayout: String {
        "[outputs, channels / groups, \(dims == 1 ? "length" : "height, width")]"
    }

    /// A size as an option gives it.
    func text(_ size: Size2) -> String { dims == 1 ? "\(size.width)" : "\(size)" }

    /// The error of shapes that have too few axes, or too many.
    var wrongRanks: TensorError {
        TensorError(
            .shape, operation,
            expected: "an input [n, channels, \(dims == 1 ? "length" : "height, width")] and a "
                + "weight \(weightLayout)", got: "\(input) and \(weight)", inputs: given)
    }
}
