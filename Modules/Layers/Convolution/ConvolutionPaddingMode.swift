/// What stands around the input of ``Conv1d`` and ``Conv2d``, named as PyTorch's.
public enum ConvolutionPaddingMode: String, Codable, Sendable, CaseIterable {
    /// Zeros.
    case zeros
    /// The input mirrored at its ends, which are not repeated.
    case reflect
    /// The numbers at the ends.
    case replicate
    /// The input from its other end.
    case circular

    /// How an input is padded; nil for zeros, which convolutions add without a copy.
    var mode: PaddingMode? {
        switch self {
        case .zeros: nil
        case .reflect: .reflect
        case .replicate: .replicate
        case .circular: .circular
        }
    }
}
