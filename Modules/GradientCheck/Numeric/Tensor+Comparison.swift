import Kernels

extension Tensor {
    /// Whether shape, type and every bit agree.
    package func hasBits(of other: Tensor) throws -> Bool {
        guard shape == other.shape, dtype == other.dtype else { return false }
        return try withUnsafeBytes { own in
            try other.withUnsafeBytes { own.elementsEqual($0) }
        }
    }

    /// Whether both are absent, or agree in every bit.
    package static func haveSameBits(_ a: Tensor?, _ b: Tensor?) throws -> Bool {
        switch (a, b) {
        case (nil, nil): true
        case (let a?, let b?): try a.hasBits(of: b)
        default: false
        }
    }

    /// The largest finite element.
    var magnitude: Double {
        toArray(as: Double.self).reduce(0) { $1.isFinite ? Swift.max($0, $1.magnitude) : $0 }
    }

    /// The first element that differs by more than rounding, nil when there is none.
    ///
    /// Allowed is `ulps` of the larger element, of a hundredth of the largest of all, and of what a
    /// sum of `terms` numbers of size `termSize` loses.
    func difference(
        from other: Tensor, ulps: Double, terms: Int = 1, termSize: Double = 0
    ) -> String? {
        guard shape == other.shape, dtype == other.dtype else {
            return "\(dtype) \(shape) and \(other.dtype) \(other.shape)"
        }
        let ulp = dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
        let floor = Swift.max(magnitude, other.magnitude) / 100
        let sumError = 4 * ulp * Double(terms) * termSize
        let pairs = zip(toArray(as: Double.self), other.toArray(as: Double.self))
        for (index, (a, b)) in pairs.enumerated() where a != b && !(a.isNaN && b.isNaN) {
            let allowed = ulps * ulp * Swift.max(a.magnitude, b.magnitude, floor) + sumError
            if (a - b).magnitude <= allowed { continue }
            return "\(a) and \(b) at element \(index)"
        }
        return nil
    }
}
