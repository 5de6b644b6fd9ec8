import Kernels
import RealModule

/// How improbable sequences of labels are, given the log-probabilities of labels and of a blank at
/// each time: [times, batch, classes] → [batch].
///
/// A path names a class for each time; it spells the labels when repetitions are merged and then
/// blanks left out. The loss is −log of the probability of all paths that spell a sequence, its
/// gradient −(the probability that such a path has the class at the time).
///
/// Goals: logarithms throughout, so nothing underflows; `float64` inside, also for `float32`.
///
/// Source: Graves, Fernández, Gomez and Schmidhuber 2006, "Connectionist temporal classification",
/// equations 6 to 11 and 14.
package struct ConnectionistTemporalClassification: Operation {
    public static let name = "ctcLoss"
    public static let saves = Saves.inputs

    /// The labels of each sequence.
    public let labels: [[Int]]
    /// How many of the times belong to each sequence.
    public let lengths: [Int]
    /// The class of the blank.
    public let blank: Int
    /// Whether the loss and gradient of a sequence that no path spells are 0, instead of ∞ and NaN.
    public let zeroInfinity: Bool

    public init(_ labels: [[Int]], lengths: [Int], blank: Int = 0, zeroInfinity: Bool = false) {
        self.labels = labels
        self.lengths = lengths
        self.blank = blank
        self.zeroInfinity = zeroInfinity
    }

    public func infer(_ x: Tensor) throws(TensorError) -> TensorSpec {
        guard x.rank == 3, x.shape[1] == labels.count, lengths.count == labels.count else {
            throw TensorError(
                .shape, Self.name,
                expected: "log-probabilities [times, \(labels.count), classes] and as many lengths",
                got: "\(x.shape) and \(lengths.count)", inputs: [x])
        }
        guard x.dtype.isFloatingPoint else {
            throw TensorError(
                .dtype, Self.name, expected: "floating-point log-probabilities",
                got: "\(x.dtype)", inputs: [x])
        }
        let classes = x.shape[2]
        guard (0..<classes).contains(blank) else {
            throw TensorError(
                .value, Self.name, expected: "a blank among \(classes) classes", got: "\(blank)",
                inputs: [x])
        }
        if let label = labels.joined().first(where: {
            !(0..<classes).contains($0) || $0 == blank
        }) {
            throw TensorError(
                .index, Self.name,
                expected: "labels from 0 to \(classes - 1) other than the blank \(blank)",
                got: "\(label)", inputs: [x])
        }
        if let length = lengths.first(where: { !(0...x.shape[0]).contains($0) }) {
            throw TensorError(
                .value, Self.name, expected: "input lengths from 0 to \(x.shape[0])",
                got: "\(length)", inputs: [x])
        }
        return TensorSpec([x.shape[1]], x.dtype)
    }

    public func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        let grid = Grid(x, self)
        let losses = labels.indices.map { n in
            let loss = grid.loss(n, grid.forwardSums(n))
            return zeroInfinity && loss == .infinity ? 0 : loss
        }
        return try Tensor(losses, shape: spec.shape).to(spec.dtype)
    }

    public static let gradient = Gradient<ConnectionistTemporalClassification>.rule(
        { context throws(TensorError) in
            try context.propagate { inputs throws(TensorError) in
                [try context.operation.composed(inputs[0])]
            }
        },
        fused: { context throws(TensorError) in
            try context.propagate { () throws(TensorError) in
                let (x, operation) = (context.input(), context.operation)
                let slopes = try Tensor(Grid(x, operation).slopes, shape: x.shape).to(x.dtype)
                return try slopes * context.upstream.unsqueeze(dim: 1)
            }
        })

    public static var samples: [Sample<ConnectionistTemporalClassification>] {
        get throws {
            let x = try Samples.values([4, 2, 3], in: -3...0)
            return [
                Sample("two sequences", Self([[1, 2], [2]], lengths: [4, 3]), x),
                // 1 twice needs a blank between; the other one has no path and counts as 0.
                Sample(
                    "a label twice, and one without a path",
                    Self([[1, 1], [0, 0, 1]], lengths: [4, 3], blank: 2, zeroInfinity: true), x),
                Sample("no labels, no times", Self([[], []], lengths: [3, 0]), x),
            ]
        }
    }
}

/// The sums over paths. A sequence's states are its labels with blanks before, between and after
/// them; a path stays in its state, goes on to the next, or passes over a blank between two labels
/// that differ.
private struct Grid {
    let operation: ConnectionistTemporalClassification
    private let numbers: [Double]
    private let (batch, classes): (Int, Int)

    init(_ x: Tensor, _ operation: ConnectionistTemporalClassification) {
        self.operation = operation
        numbers = x.toArray(as: Double.self)
        (batch, classes) = (x.shape[1], x.shape[2])
    }

    private func place(_ time: Int, _ n: Int, _ label: Int) -> Int {
        (time * batch + n) * classes + label
    }

    /// α: for each time and state, the logarithm of the probability of all beginnings that end there,
    /// its own class included.
    func forwardSums(_ n: Int) -> [[Double]] {
        let states = operation.states(n)
        var sums: [[Double]] = []
        for time in 0..<operation.lengths[n] {
            sums.append(
                states.indices.map { s in
                    let own = numbers[place(time, n, states[s])]
                    guard let last = sums.last else { return s < 2 ? own : -.infinity }
                    return own
                        + logSum(
                            last[s], s > 0 ? last[s - 1] : -.infinity,
                            operation.skips(to: s, states) ? last[s - 2] : -.infinity)
                })
        }
        return sums
    }

    /// β: for each time and state, the logarithm of the probability of all endings that begin there,
    /// its own class left out.
    private func backwardSums(_ n: Int) -> [[Double]] {
        let states = operation.states(n)
        var sums: [[Double]] = []
        for time in (0..<operation.lengths[n]).reversed() {
            guard let next = sums.last else {
                sums.append(states.indices.map { $0 + 2 < states.count ? -.infinity : 0 })
                continue
            }
            let on = states.indices.map { next[$0] + numbers[place(time + 1, n, states[$0])] }
            sums.append(
                states.indices.map { s in
                    logSum(
                        on[s], s + 1 < on.count ? on[s + 1] : -.infinity,
                        s + 2 < on.count && operation.skips(to: s + 2, states)
                            ? on[s + 2] : -.infinity)
                })
        }
        return sums.reversed()
    }

    /// The loss: paths end in the last label or in the blank after it.
    func loss(_ n: Int, _ forwardSums: [[Double]]) -> Double {
        guard let last = forwardSums.last else {
            return operation.labels[n].isEmpty ? 0 : .infinity
        }
        return -logSum(
            last[last.count - 1], last.count > 1 ? last[last.count - 2] : -.infinity, -.infinity)
    }

    /// The gradients of all losses; a path's probability at a state is α β / e^(−loss).
    var slopes: [Double] {
        var slopes = [Double](repeating: 0, count: numbers.count)
        for n in 0..<batch {
            let (before, after) = (forwardSums(n), backwardSums(n))
            let loss = loss(n, before)
            if operation.zeroInfinity, loss == .infinity { continue }
            let states = operation.states(n)
            for time in before.indices {
                for s in states.indices {
                    slopes[place(time, n, states[s])] -=
                        Double.exp(before[time][s] + after[time][s] + loss)
                }
            }
        }
        return slopes
    }
}

extension ConnectionistTemporalClassification {
    /// The classes of a sequence's states.
    package func states(_ n: Int) -> [Int] { labels[n].reduce([blank]) { $0 + [$1, blank] } }

    /// Whether a path may come to a state from the last but one, passing over a blank.
    package func skips(to state: Int, _ states: [Int]) -> Bool {
        state > 1 && states[state] != blank && states[state] != states[state - 2]
    }
}

/// log(eᵃ + eᵇ + eᶜ), without overflow.
private func logSum(_ a: Double, _ b: Double, _ c: Double) -> Double {
    let most = max(a, b, c)
    // Where all are −∞, so is the sum; NaN and ∞ stay.
    guard most.isFinite else { return a + b + c }
    return most + Double.log(Double.exp(a - most) + Double.exp(b - most) + Double.exp(c - most))
}
