public import Autograd

/// A part of an image, at a random place.
///
/// Shape: […, height, width] → […, height of the part, width of the part]
///
/// Source: torchvision, `transforms.RandomCrop`.
public struct RandomCrop: Transform {
    private let height: Int
    private let width: Int
    private let padding: Int
    private let mode: PaddingMode

    /// - Parameters:
    ///   - padding: How many places the image gets on each side before.
    ///   - mode: What stands in them; zeros by default.
    /// - Throws: ``TensorError`` when a size is less than 1, or the padding negative.
    public init(
        height: Int, width: Int, padding: Int = 0, mode: PaddingMode = .constant
    ) throws(TensorError) {
        try require(
            height >= 1 && width >= 1 && padding >= 0, "RandomCrop",
            "sizes of at least 1 and a padding of at least 0",
            "\(height) × \(width) and \(padding)")
        self.height = height
        self.width = width
        self.padding = padding
        self.mode = mode
    }

    public func callAsFunction(_ input: Tensor, generator: Generator) throws -> Tensor {
        guard input.rank >= 2 else {
            throw TensorError(
                .shape, "RandomCrop", expected: "an image […, height, width]",
                got: "\(input.shape)", inputs: [input])
        }
        let padded =
            padding > 0
            ? try input.pad([padding, padding, padding, padding], mode: mode) : input
        let (rows, columns) = (padded.shape[padded.rank - 2], padded.shape[padded.rank - 1])
        guard rows >= height, columns >= width else {
            throw TensorError(
                .shape, "RandomCrop", expected: "at least \(height) × \(width)",
                got: "\(rows) × \(columns) with the padding", inputs: [input])
        }
        // Two numbers each time, so that what is drawn next does not depend on the size.
        let places = try generator.uniforms(2)
        let top = min(Int(places[0] * Double(rows - height + 1)), rows - height)
        let left = min(Int(places[1] * Double(columns - width + 1)), columns - width)
        return try padded.narrow(dim: -2, start: top, length: height)
            .narrow(dim: -1, start: left, length: width)
    }
}
