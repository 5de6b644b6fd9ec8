import Kernels

extension Tensor {
    /// The elements in C order, converted to `Scalar` where the types differ.
    ///
    /// Conversions never trap: a float loses its fraction, and what does not fit an integer gives
    /// its least value.
    public func toArray<Scalar: TensorScalar>(as _: Scalar.Type = Scalar.self) -> [Scalar] {
        unfailing { () throws(TensorError) in
            let source = try to(Scalar.scalarType).compact()
            return [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
                // Both hold `count` elements of the same representation.
                if let start = buffer.baseAddress, count > 0 {
                    UnsafeMutableRawPointer(start).copyMemory(
                        from: source.body.view.pointer, byteCount: count * source.dtype.byteCount)
                }
                initialized = withExtendedLifetime(source) { count }
            }
        }
    }

    /// The only element, as `Double`.
    ///
    /// - Throws: ``TensorError`` when there is not exactly one element.
    public func item() throws(TensorError) -> Double {
        // Losses are read at every step: without the array that other types take.
        switch dtype {
        case .float32 where count == 1:
            withExtendedLifetime(self) { Double(body.pointer.load(as: Float.self)) }
        case .float64 where count == 1:
            withExtendedLifetime(self) { body.pointer.load(as: Double.self) }
        default: try item(as: Double.self)
        }
    }

    /// The only element.
    ///
    /// - Throws: ``TensorError`` when there is not exactly one element.
    public func item<Scalar: TensorScalar>(as _: Scalar.Type) throws(TensorError) -> Scalar {
        guard count == 1 else {
            throw TensorError(
                .shape, "item", expected: "one element", got: "\(shape)",
                hint: "Reduce first, or use toArray(as:).", inputs: [self])
        }
        return toArray(as: Scalar.self)[0]
    }
}
