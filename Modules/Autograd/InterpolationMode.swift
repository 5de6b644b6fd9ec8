/// How numbers between places are found, named as PyTorch's.
public enum InterpolationMode: String, Codable, Sendable, CaseIterable {
    /// The place at or before.
    case nearest
    /// The nearest place.
    case nearestExact = "nearest-exact"
    /// On a line between two places, of sequences.
    case linear
    /// On lines along rows and columns, of images.
    case bilinear
    /// On lines along planes, rows and columns, of volumes.
    case trilinear

    /// How many axes are interpolated, where the mode says so.
    var dims: Int? {
        switch self {
        case .nearest, .nearestExact: nil
        case .linear: 1
        case .bilinear: 2
        case .trilinear: 3
        }
    }
}
