import Kernels
import RealModule

extension Tensor {
    /// Indices drawn with the probabilities, up to a factor, that each row holds.
    ///
    /// Shape: [categories] → [numSamples], [rows, categories] → [rows, numSamples]; `int64`.
    ///
    /// With `replacement` a draw u takes the first index at which the sums of the weights pass u.
    /// Without, it is the indices of the smallest E / weight, where E is exponentially distributed:
    /// the least of such is the i-th with probability weight[i] / Σ weights, and the next likewise
    /// among the rest.
    ///
    /// - Throws: ``TensorError`` when a weight is negative or not finite, a row has none above 0,
    ///   or, without replacement, fewer than `numSamples`.
    ///
    /// Source: PyTorch 2.13, `torch.multinomial`; Efraimidis and Spirakis 2006, "Weighted random
    /// sampling with a reservoir".
    public func multinomial(
        _ numSamples: Int, replacement: Bool = false, generator: Generator = .default
    ) throws(TensorError) -> Tensor {
        guard rank == 1 || rank == 2, dtype.isFloatingPoint, numSamples > 0 else {
            throw TensorError(
                .shape, "multinomial",
                expected:
                    "floating-point [categories] or [rows, categories], and at least 1 sample",
                got: "\(dtype) \(shape) and \(numSamples)", inputs: [self])
        }
        let categories = size(rank - 1)
        let weights = toArray(as: Double.self)
        let rows = rank == 1 ? 1 : size(0)
        for row in 0..<rows {
            let row = weights[row * categories..<(row + 1) * categories]
            let positive = row.count { $0 > 0 }
            guard row.allSatisfy({ $0 >= 0 && $0.isFinite }),
                positive >= (replacement ? 1 : numSamples)
            else {
                throw TensorError(
                    .value, "multinomial",
                    expected: "finite weights of at least 0, "
                        + "\(replacement ? 1 : numSamples) of them above 0 in each row",
                    got: "\(positive) above 0 and the least \(row.min() ?? 0)", inputs: [self])
            }
        }
        let draws = replacement ? numSamples : categories
        let shape: Shape = rank == 1 ? [numSamples] : [rows, numSamples]
        let unit = try Tensor.uniform([rows, draws], dtype: .float64, generator: generator)
            .toArray(as: Double.self)
        var chosen: [Int] = []
        for row in 0..<rows {
            let weights = Array(weights[row * categories..<(row + 1) * categories])
            let unit = Array(unit[row * draws..<(row + 1) * draws])
            chosen +=
                replacement
                ? Self.drawn(unit, from: weights)
                : Array(Self.raced(unit, weights).prefix(numSamples))
        }
        return try Tensor(chosen, shape: shape)
    }

    /// For each u of [0, 1) the first index at which the sum of the weights passes u · Σ weights.
    private static func drawn(_ unit: [Double], from weights: [Double]) -> [Int] {
        let largest = weights.max() ?? 1
        var sums: [Double] = []
        var total = 0.0
        // Scaled, so that no sum overflows.
        for weight in weights {
            total += weight / largest
            sums.append(total)
        }
        let last = weights.lastIndex { $0 > 0 } ?? 0
        return unit.map { u in
            var (low, high) = (0, last)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > u * total { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    /// The indices of weights above 0 by −log(1 − u) / weight, smallest first.
    private static func raced(_ unit: [Double], _ weights: [Double]) -> [Int] {
        let largest = weights.max() ?? 1
        let times = zip(unit, weights).map { -Double.log(onePlus: -$0) / ($1 / largest) }
        return weights.indices.filter { weights[$0] > 0 }
            .sorted { (times[$0], $0) < (times[$1], $1) }
    }
}
