import Kernels

/// The bound of what comes from mean and variance of n elements.
func momentsBound(_ count: Int) -> KernelBound {
    KernelBound(
        ulps: 32 + Double(count).squareRoot(),
        reason:
            "two sums of n terms in any order, a square root, and a few operations on what they "
            + "give; measured against the sizes of the terms")
}

/// Rows with means up to ten deviations from 0, and such with a NaN.
func normalizationRows(_ data: KernelData, _ count: Int) -> [KernelData.Set] {
    guard count > 0 else { return [] }
    let random = data.random(count, in: -2...2)
    return [
        ("random", random), ("around 10", random.map { $0 + 10 }),
        ("NaN last", data.replacing(random, at: count - 1, with: .nan)),
    ]
}

/// Mean, deviation and largest size of the finite ones of some numbers.
struct Spread {
    let mean, deviation, largest: Double

    init(_ values: some Collection<Double>) {
        let count = Double(max(values.count, 1))
        let mean = values.reduce(0, +) / count
        self.mean = mean
        deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count + normalizationEps)
            .squareRoot()
        largest = values.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    }

    /// Those of each channel of images.
    static func channels(_ values: [Double], _ shape: Shape) -> [Spread] {
        (0..<shape[1]).map { channel in
            Spread(values.indices.filter { $0 / shape[2] % shape[1] == channel }.map { values[$0] })
        }
    }
}

/// ε of all calls.
let normalizationEps = 1e-5

/// Images with channels: side by side, and in planes around the widths of vectors.
func channelImages(_ data: KernelData) -> [Shape] {
    [[1, 1, 7], [2, 3, 1], [5, 17, 1], [33, 35, 1], [2, 3, 9], [3, 2, 33], [1, 2, 1000]]
}
