import RealModule

extension Double {
    /// This number with a few significant digits.
    func short(_ digits: Int) -> String {
        guard isFinite, self != 0 else { return "\(self)" }
        let exponent = Int(Double.log10(magnitude).rounded(.down))
        // Scaled by powers of ten that are exact, so that 1.01 prints as 1.01.
        let shift = digits - 1 - exponent
        let scale = Double.pow(10, shift.magnitude > 300 ? 300 : Int(shift.magnitude))
        let rounded =
            shift >= 0
            ? (self * scale).rounded() / scale : (self / scale).rounded() * scale
        return rounded.isFinite ? "\(rounded)" : "\(self)"
    }
}
