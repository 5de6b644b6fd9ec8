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

/// What a convolution of volumes takes as padding: a number for all axes, a ``Size3``, `.same` or
/// `.valid`.
public protocol Conv3dPadding {
    /// The padding of planes, rows and columns.
    var conv3dPadding: ConvolutionPadding<Size3> { get }
}

extension Int: Conv1dPadding, Conv2dPadding, Conv3dPadding {
    /// So many places at both ends.
    public var conv1dPadding: ConvolutionPadding<Int> { .size(self) }
    /// So many places on all sides.
    public var conv2dPadding: ConvolutionPadding<Size2> { .size(Size2(self)) }
    /// So many places on all sides.
    public var conv3dPadding: ConvolutionPadding<Size3> { .size(Size3(self)) }
}

extension Size2: Conv2dPadding {
    /// So many rows and columns on each side.
    public var conv2dPadding: ConvolutionPadding<Size2> { .size(self) }
}

extension Size3: Conv3dPadding {
    /// So many planes, rows and columns on each side.
    public var conv3dPadding: ConvolutionPadding<Size3> { .size(self) }
}

extension ConvolutionPadding: Conv1dPadding where Size == Int {
    /// The padding itself.
    public var conv1dPadding: ConvolutionPadding<Int> { self }
}

extension ConvolutionPadding: Conv2dPadding where Size == Size2 {
    /// The padding itself.
    public var conv2dPadding: ConvolutionPadding<Size2> { self }
}

extension ConvolutionPadding: Conv3dPadding where Size == Size3 {
    /// The padding itself.
    public var conv3dPadding: ConvolutionPadding<Size3> { self }
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

extension Conv3dPadding where Self == ConvolutionPadding<Size3> {
    /// An output as large as the input; see ``ConvolutionPadding/Name/same``.
    public static var same: ConvolutionPadding<Size3> { .named(.same) }
    /// None.
    public static var valid: ConvolutionPadding<Size3> { .named(.valid) }
}
