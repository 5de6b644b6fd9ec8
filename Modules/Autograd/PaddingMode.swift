/// What stands beyond the ends of a padded axis, named as PyTorch's.
public enum PaddingMode: String, Codable, Sendable, CaseIterable {
    /// One number.
    case constant
    /// The axis mirrored at its ends, which are not repeated: c b | a b c | b a.
    case reflect
    /// The first and the last: a a | a b c | c c.
    case replicate
    /// The axis once more: b c | a b c | a b.
    case circular
}
