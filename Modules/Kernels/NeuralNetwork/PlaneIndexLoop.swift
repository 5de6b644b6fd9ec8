/// A kernel that moves elements between planes and lists, by positions in the planes.
///
/// A position outside a plane counts for nothing: 0 is read there and nothing written.
public struct PlaneIndexLoop: Sendable {
    /// Target, source, positions (`length` a plane), elements of a plane, length, planes.
    public typealias Run =
        @Sendable (
            UnsafeMutableRawPointer, UnsafeRawPointer, UnsafePointer<Int32>, Int, Int, Int
        ) -> Void

    /// Works on planes.
    public let run: Run

    /// A kernel made of a function.
    public init(run: @escaping Run) { self.run = run }

    /// target[p, i] = source[p, positions[p, i]].
    public static let gather = Kernel<PlaneIndexLoop>("planeGather") { dtype in
        switch dtype {
        case .float32: gather(Float.self, zero: 0)
        case .float64: gather(Double.self, zero: 0)
        default: nil
        }
    }

    /// target[p, positions[p, i]] += source[p, i] in order of i, on zeros.
    public static let scatter = Kernel<PlaneIndexLoop>("planeScatter") { dtype in
        switch dtype {
        case .float32: scatter(Float.self, zero: 0) { $0 + $1 }
        case .float64: scatter(Double.self, zero: 0) { $0 + $1 }
        default: nil
        }
    }

    /// Works on all planes, in parallel where that pays.
    ///
    /// - Parameters:
    ///   - plane: Elements of a plane.
    ///   - isScatter: Whether the target, not the source, has the planes.
    public func callAsFunction(
        _ target: ArrayView, _ source: ArrayView, positions: ArrayView, plane: Int, planes: Int,
        isScatter: Bool
    ) {
        let length = planes == 0 ? 0 : positions.count / planes
        Elementwise.parallelRanges(planes, grain: max(1, 32_768 / max(plane, 1))) { range in
            let (start, list) = (range.lowerBound * plane, range.lowerBound * length)
            run(
                target.advanced(by: isScatter ? start : list),
                source.advanced(by: isScatter ? list : start),
                positions.advanced(by: list).assumingMemoryBound(to: Int32.self), plane, length,
                range.count)
        }
    }

    @inline(__always)
    private static func gather<T: Sendable>(_: T.Type, zero: T) -> PlaneIndexLoop {
        PlaneIndexLoop { target, source, positions, plane, length, planes in
            // Each position is tested against the plane that it indexes.
            let target = target.assumingMemoryBound(to: T.self)
            let source = source.assumingMemoryBound(to: T.self)
            for p in 0..<planes {
                let source = source + p * plane
                for i in p * length..<(p + 1) * length {
                    let position = Int(positions[i])
                    target[i] = position >= 0 && position < plane ? source[position] : zero
                }
            }
        }
    }

    @inline(__always)
    private static func scatter<T: Sendable>(
        _: T.Type, zero: T, _ add: @escaping @Sendable (T, T) -> T
    ) -> PlaneIndexLoop {
        PlaneIndexLoop { target, source, positions, plane, length, planes in
            let target = target.assumingMemoryBound(to: T.self)
            let source = source.assumingMemoryBound(to: T.self)
            for p in 0..<planes {
                let target = target + p * plane
                target.update(repeating: zero, count: plane)
                for i in p * length..<(p + 1) * length {
                    let position = Int(positions[i])
                    guard position >= 0, position < plane else { continue }
                    target[position] = add(target[position], source[i])
                }
            }
        }
    }
}
