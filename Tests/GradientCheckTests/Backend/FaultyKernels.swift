import Autograd
import GradientCheck
import Kernels

/// Kernels for `exp` of `float32` that are wrong in one way each.
enum FaultyKernels {
    /// A loop that maps `count` elements of `Float`, given as buffers to index from 0.
    static func exp(
        _ body: @escaping @Sendable (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int) -> Void
    ) -> BackendKernel {
        let loop = UnaryLoop { out, x, count, _ in
            body(
                out.assumingMemoryBound(to: Float.self), x.assumingMemoryBound(to: Float.self),
                count)
        }
        return BackendKernel("exp", .float32, loop)
    }

    /// eˣ as it should be, to the last place of `Float`.
    static func right(_ x: Float) -> Float { Float(Double.exp(Double(x))) }

    static let faultless = exp { out, x, count in for i in 0..<count { out[i] = right(x[i]) } }

    /// 17 elements after another, none of the tail past a multiple of 8 right.
    static let wrongTail = exp { out, x, count in
        for i in 0..<count { out[i] = i < count / 8 * 8 ? right(x[i]) : right(x[i]) * 1.001 }
    }

    /// The last vector of 8 is left out.
    static let unwrittenTail = exp { out, x, count in
        for i in 0..<count / 8 * 8 { out[i] = right(x[i]) }
    }

    /// Reads whole vectors of 8, of which the last may reach past the end; results are right.
    static let readsPastTheEnd = exp { out, x, count in
        for start in stride(from: 0, to: count, by: 8) {
            // What is out of bounds here is the point of the test.
            let vector = (0..<8).map { x[start + $0] }
            for lane in 0..<min(8, count - start) { out[start + lane] = right(vector[lane]) }
        }
    }

    /// Reads the element before the first; results are right.
    static let readsBeforeTheStart = exp { out, x, count in
        for i in 0..<count { out[i] = right(x[i]) + (x[i - 1] == 12345.678 ? 1 : 0) }
    }

    /// Writes whole vectors of 8.
    static let writesPastTheEnd = exp { out, x, count in
        for i in 0..<count { out[i] = right(x[i]) }
        for i in count..<(count + 7) / 8 * 8 { out[i] = 0 }
    }

    /// Writes one element too many, where vectors are aligned.
    static let writesPastAlignedArrays = exp { out, x, count in
        for i in 0..<count { out[i] = right(x[i]) }
        if count > 0, UInt(bitPattern: out) % 4096 == 0 { out[count] = 1 }
    }

    static let wrongForNaN = exp { out, x, count in
        for i in 0..<count { out[i] = x[i].isNaN ? 1 : right(x[i]) }
    }

    static let wrongForInfinity = exp { out, x, count in
        for i in 0..<count { out[i] = right(min(x[i], 88)) }
    }

    /// Results too small for a normal number become 0.
    static let flushesDenormals = exp { out, x, count in
        for i in 0..<count { out[i] = right(x[i]).isSubnormal ? 0 : right(x[i]) }
    }

    /// Off by 16 units in the last place.
    static let inaccurate = exp { out, x, count in
        for i in 0..<count { out[i] = right(x[i]) * (1 + 16 * Float.ulpOfOne) }
    }

    /// Clears the output before it reads the input, which may be the same.
    static let wrongInPlace = exp { out, x, count in
        for i in 0..<count { out[i] = 0 }
        for i in 0..<count { out[i] = right(x[i]) }
    }

    static let changesItsInput = exp { out, x, count in
        for i in 0..<count { out[i] = right(x[i]) }
        guard count > 0, UnsafeRawPointer(out) != UnsafeRawPointer(x) else { return }
        UnsafeMutablePointer(mutating: x)[count - 1] = 3
    }

    /// Vectors need an alignment that arrays do not have.
    static let wrongOffAlignment = exp { out, x, count in
        let isAligned = UInt(bitPattern: x) % 16 == 0
        for i in 0..<count { out[i] = isAligned ? right(x[i]) : right(x[i]) * 2 }
    }

    static let dependsOnThreads = exp { out, x, count in
        let factor: Float = Runtime.threadCount > 2 ? 1 + Float.ulpOfOne : 1
        for i in 0..<count { out[i] = right(x[i]) * factor }
    }

    /// The sum of columns with rows taken to lie one after another.
    static let ignoresStride = BackendKernel(
        "sum.columns", .float64,
        ColumnReduction { out, x, rows, columns, _ in
            let out = out.assumingMemoryBound(to: Double.self)
            let x = x.assumingMemoryBound(to: Double.self)
            for column in 0..<columns {
                out[column] = (0..<rows).reduce(0) { $0 + x[$1 * columns + column] }
            }
        })

    /// A maximum in which NaN loses.
    static let maximumWithoutNaN = BackendKernel(
        "max.rows", .float64,
        RowReduction { out, x, rows, columns in
            let out = out.assumingMemoryBound(to: Double.self)
            let x = x.assumingMemoryBound(to: Double.self)
            for row in 0..<rows {
                out[row] = (0..<columns).reduce(-.infinity) {
                    x[row * columns + $1] > $0 ? x[row * columns + $1] : $0
                }
            }
        })

    /// A gradient of `exp` that reads the input, which `exp` does not save.
    static let readsWhatIsNotSaved = BackendKernel(
        "exp.gradient", .float32,
        GradientLoop { dx, g, x, _, count, _ in
            let (dx, g) = (
                dx.assumingMemoryBound(to: Float.self), g.assumingMemoryBound(to: Float.self)
            )
            guard let x = x?.assumingMemoryBound(to: Float.self) else { return }
            for i in 0..<count { dx[i] = g[i] * right(x[i]) }
        })

    /// A gradient of `clamp` that is 0 at the bounds themselves.
    static let wrongAtAJump = BackendKernel(
        "clamp.gradient", .float64,
        GradientLoop { dx, g, x, _, count, p in
            let dx = dx.assumingMemoryBound(to: Double.self)
            let g = g.assumingMemoryBound(to: Double.self)
            guard let x = x?.assumingMemoryBound(to: Double.self) else { return }
            for i in 0..<count { dx[i] = x[i] > p[0] && x[i] < p[1] ? g[i] : 0 }
        })
}
