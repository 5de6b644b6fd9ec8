/// What a convolution of sequences takes as padding: a number, `.same` or `.valid`.
public protocol Conv1dPadding {
    /// The padding of the one axis.
    var conv1dPadding: ConvolutionPadding<Int> { get }
}

/// What a convolution of images takes as padding: a number for both axes, a ``Size2``, `.same` or
/// `.valid`.
public protocol Conv2dPadding {
    /// The padding of rows and columns.
    var conv2dPadding: ConvolutionPadding<Size2> { get }
}

extension Int: Conv1dPadding, Conv2dPadding {
    /// So many places at both ends.
    public var conv1dPadding: ConvolutionPadding<Int> { .size(self) }
    /// So many places on all sides.
    public var conv2dPadding: ConvolutionPadding<Size2> { .size(Size2(self)) }
}

extension Size2: Conv2dPadding {
    /// So many rows and columns on each side.
    public var conv2dPadding: ConvolutionPadding<Size2> { .size(self) }
}

extension ConvolutionPadding: Conv1dPadding where Size == Int {
    /// The padding itself.
    public var conv1dPadding: ConvolutionPadding<Int> { self }
}

extension ConvolutionPadding: Conv2dPadding where Size == Size2 {
    /// The padding itself.
    public var conv2dPadding: ConvolutionPadding<Size2> { self }
}

extension Conv1dPadding where Self == ConvolutionPadding<Int> {
    /// An output as long as the input; see ``ConvolutionPadding/Name/same``.
    public static var same: ConvolutionPadding<Int> { .named(.same) }
    /// None.
    public static var valid: ConvolutionPadding<Int> { .named(.valid) }
}

extension Conv2dPadding where Self == ConvolutionPadding<Size2> {
    /// An output as large as the input; see ``ConvolutionPadding/Name/same``.
    public static var same: ConvolutionPadding<Size2> { .named(.same) }
    /// None.
    public static var valid: ConvolutionPadding<Size2> { .named(.valid) }
}
