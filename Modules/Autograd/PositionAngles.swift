import RealModule

/// Sines and cosines of the angles that positions are told by: p / base^(2i / width) for place p and
/// frequency i.
///
/// They are computed in `float64`: in single precision the angle of place 10⁴ has an error of 10⁻³.
package struct PositionAngles {
    /// How many frequencies there are: ⌈width / 2⌉.
    private let frequencies: Int
    /// Place by place.
    private let angles: [Double]

    /// The angles of so many places, all below 2³¹; refuses more than 2²⁸ of them, which are 2 GiB.
    package init(
        width: Int, count: Int, base: Double, _ operation: String
    ) throws(TensorError) {
        frequencies = (width + 1) / 2
        guard frequencies * count <= 1 << 28 else {
            throw TensorError(
                .value, operation, expected: "at most 2^28 angles",
                got: "\(count) places with \(frequencies) each")
        }
        let rates = (0..<frequencies).map { Double.pow(base, -Double(2 * $0) / Double(width)) }
        angles = (0..<count).flatMap { place in rates.map { Double(place) * $0 } }
    }

    /// [count, frequencies].
    package func cosines() throws(TensorError) -> Tensor {
        try Tensor(angles.map { Double.cos($0) }, shape: shape)
    }

    /// [count, frequencies].
    package func sines() throws(TensorError) -> Tensor {
        try Tensor(angles.map { Double.sin($0) }, shape: shape)
    }

    private var shape: Shape { [angles.count / frequencies, frequencies] }
}
