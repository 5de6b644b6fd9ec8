/// By how much the input of a convolution is padded at both ends of each axis.
///
/// ```swift
/// let wide: ConvolutionPadding<Size2> = 2
/// let layer = try Conv2d(1, 8, kernelSize: 3, padding: .same)
/// ```
public enum ConvolutionPadding<Size: WindowSize>: Sendable, Hashable {
    /// So many places at each end.
    case size(Size)
    /// So many places that an output has a size; `.same` and `.valid` in short.
    case named(Name)

    /// The sizes of outputs, named as PyTorch's.
    public enum Name: String, Sendable, CaseIterable {
        /// As large as the input, with a stride of 1: dilation (kernelSize − 1) places in all, of
        /// which the end has one more than the start where that is odd.
        case same
        /// What there is without padding.
        case valid
    }
}

extension ConvolutionPadding: ExpressibleByIntegerLiteral, CustomStringConvertible {
    public init(integerLiteral size: Size.IntegerLiteralType) {
        self = .size(Size(integerLiteral: size))
    }

    /// `same`, `valid`, or the size.
    public var description: String {
        switch self {
        case .size(let size): "\(size)"
        case .named(let name): name.rawValue
        }
    }
}

extension ConvolutionPadding {
    /// How many places there are before and after each axis.
    package func ends(kernel: [Int], dilation: Size) -> [(before: Int, after: Int)] {
        switch self {
        case .size(let size): size.extents.map { ($0, $0) }
        case .named(.valid): kernel.map { _ in (0, 0) }
        case .named(.same):
            zip(kernel, dilation.extents).map { kernel, dilation in
                // Options out of range are found later; here they must not overflow.
                let total = dilation &* (max(kernel, 1) - 1)
                return (total / 2, total - total / 2)
            }
        }
    }

    /// Zeros on all sides of an image, and more after its last row and column; of a sequence, those
    /// of an image of one row.
    func zeros(kernel: [Int], dilation: Size) -> (sides: Size2, surplus: Size2) {
        let none = [(before: 0, after: 0)]
        let ends = ends(kernel: kernel, dilation: dilation)
        let image = ends.count == 1 ? none + ends : ends
        return (
            Size2(image[0].before, image[1].before),
            Size2(image[0].after - image[0].before, image[1].after - image[1].before)
        )
    }

    /// Throws where the padding is `same` with a stride that makes the output smaller, or a
    /// negative number.
    package func validate(stride: Size, _ operation: String) throws(TensorError) {
        switch self {
        case .size(let size) where !size.extents.allSatisfy({ $0 >= 0 }):
            throw TensorError(
                .value, operation, expected: "a padding of at least 0", got: "\(size)")
        case .named(.same) where stride != 1:
            throw TensorError(
                .value, operation, expected: "a stride of 1 with padding same", got: "\(stride)",
                hint: "Give the padding as a number.")
        default: break
        }
    }
}
