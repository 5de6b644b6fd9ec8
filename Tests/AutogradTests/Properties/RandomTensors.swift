import Autograd
import Kernels
import TestSupport

/// Three tensors of one type; the shapes of the last two broadcast to that of the first.
struct RandomTensors: PropertyCase {
    var dtype: DType
    var shape: [Int]
    /// The axes along which the second and third have size 1.
    var isFlat: [[Bool]]
    /// How many leading axes the second and third lack.
    var lacks: [Int]
    var seed: UInt64

    static let floatingTypes: [DType] = [.float64, .float32]
    static let allTypes: [DType] = floatingTypes + integerTypes

    static func random(using generator: inout SplitMix) -> RandomTensors {
        let rank = Int.random(in: 0...4, using: &generator)
        let shape = (0..<rank).map { _ in
            // Sizes 0 and 1 are where broadcasting goes wrong, and 17 is a vector and a tail.
            [0, 1, 1, 2, 3, 5, 17].randomElement(using: &generator) ?? 1
        }
        return RandomTensors(
            dtype: allTypes.randomElement(using: &generator) ?? .float64, shape: shape,
            isFlat: (0..<2).map { _ in shape.map { _ in Bool.random(using: &generator) } },
            lacks: (0..<2).map { _ in Int.random(in: 0...rank, using: &generator) },
            seed: generator.next())
    }

    var simpler: [RandomTensors] {
        var cases: [RandomTensors] = []
        func add(_ change: (inout RandomTensors) -> Void) {
            var simpler = self
            change(&simpler)
            cases.append(simpler)
        }
        for axis in shape.indices {
            add { simpler in
                simpler.shape.remove(at: axis)
                for index in 0..<2 {
                    simpler.isFlat[index].remove(at: axis)
                    simpler.lacks[index] = min(simpler.lacks[index], shape.count - 1)
                }
            }
        }
        for axis in shape.indices where shape[axis] > 1 { add { $0.shape[axis] /= 2 } }
        for index in 0..<2 {
            if lacks[index] > 0 { add { $0.lacks[index] = 0 } }
            for axis in shape.indices where isFlat[index][axis] {
                add { $0.isFlat[index][axis] = false }
            }
        }
        if dtype != .float64 { add { $0.dtype = .float64 } }
        return cases
    }

    /// The shape of one of the three.
    func shape(_ index: Int) -> [Int] {
        guard index > 0 else { return shape }
        let sizes = zip(shape, isFlat[index - 1]).map { $1 ? 1 : $0 }
        return Array(sizes.dropFirst(lacks[index - 1]))
    }

    /// One of the three, with numbers that are small and, in integer types, whole.
    func tensor(_ index: Int) throws -> Tensor {
        var generator = SplitMix(state: seed &+ UInt64(index))
        let isWhole = !dtype.isFloatingPoint
        let range = dtype == .uint8 ? 0.0...5 : -4.0...4
        let sizes = Shape(shape(index))
        let values = (0..<sizes.elementCount).map { _ in
            let value = Double.random(in: range, using: &generator)
            return isWhole ? value.rounded() : value
        }
        return try constant(values, sizes, dtype)
    }

    var description: String { "\(dtype) \(shape(0)), \(shape(1)), \(shape(2)), values \(seed)" }
}

extension RandomTensors {
    /// Why two tensors differ by more than rounding, nil when they do not.
    ///
    /// - Parameters:
    ///   - ulps: Units in the last place allowed, 0 for the same bits.
    ///   - size: The size of the terms that the values were added up of, which rounding goes by.
    func difference(
        _ a: Tensor, _ b: Tensor, ulps: Double, size: Double
    ) -> String? {
        guard a.shape == b.shape, a.dtype == b.dtype else {
            return "\(a.dtype) \(a.shape) is not \(b.dtype) \(b.shape)"
        }
        let ulp = a.dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
        for (index, pair) in zip(a.values, b.values).enumerated() where !same([pair.0], [pair.1]) {
            let allowed = ulps * ulp * max(size, pair.0.magnitude, pair.1.magnitude)
            guard (pair.0 - pair.1).magnitude <= allowed else {
                return "\(pair.0) is not \(pair.1), at element \(index) of \(a.shape)"
            }
        }
        return nil
    }
}
