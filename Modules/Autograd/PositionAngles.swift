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

    /// The angles of so many places.
    package init(width: Int, count: Int, base: Double) {
        frequencies = (width + 1) / 2
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
