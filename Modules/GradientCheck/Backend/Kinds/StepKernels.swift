public import Kernels

extension StepLoop: CheckableKernel {
    public static var kind: String { "optimizer step" }
    public static var bound: KernelBound {
        KernelBound(
            ulps: 16,
            reason: "a dozen operations in any order, measured against the sizes of the parameter, "
                + "the gradient and the state that enter")
    }

    public static func calls(_ data: KernelData) -> [KernelCall<StepLoop>] {
        options(data).flatMap { options in
            data.lengths.flatMap { count in
                [false, true].map { call(data, options, count, hasSpecials: $0) }
            }
        }
    }

    /// The numbers that a rule reads, and which of the three tensors it keeps.
    private struct Options {
        let label: String
        let numbers: [Double]
        let keeps: [Bool]
    }

    /// Options as the optimizers of this package document them; for another's rule such as any rule
    /// can read: numbers of [0, 1), any of which may be 0.
    private static func options(_ data: KernelData) -> [Options] {
        switch data.name {
        case "sgd":
            [
                Options(label: "plain", numbers: [0.1, 0, 0, 0, 0, 0, 1], keeps: [false]),
                Options(label: "decay", numbers: [0.1, 0, 0, 0.5, 0, 1, 0], keeps: [false]),
                Options(label: "first", numbers: [0.1, 0.9, 0.1, 0, 0, 0, 1], keeps: [true]),
                Options(label: "momentum", numbers: [0.1, 0.9, 0.1, 0.5, 0, 0, 0], keeps: [true]),
                Options(label: "nesterov", numbers: [0.1, 0.9, 0, 0, 1, 0, 0], keeps: [true]),
            ]
        case "adam":
            [
                adam("plain"), adam("decay", decay: 0.5), adam("decoupled", decay: 0.5, 1, 1),
                adam("amsgrad", keepsLargest: true),
            ]
        case "rmsprop":
            [
                rmsprop(), rmsprop(decay: 0.5, momentum: 0.9),
                rmsprop(momentum: 0.9, centered: true), rmsprop(decay: 0.5, centered: true),
            ]
        default:
            (0..<4).map { turn in
                let numbers = data.random(16, in: 0.01...0.99, seed: turn).enumerated().map {
                    turn > 0 && $0.offset % (turn + 1) == 1 ? 0 : $0.element
                }
                return Options(
                    label: "options \(turn)", numbers: numbers, keeps: [true, true, true])
            }
        }
    }

    private static func adam(
        _ label: String, decay: Double = 0, _ decoupled: Double = 0, _ maximize: Double = 0,
        keepsLargest: Bool = false
    ) -> Options {
        // The last but one are 1 − β^t after two steps.
        Options(
            label: label,
            numbers: [
                0.1, 0.9, 0.99, 1e-8, decay, decoupled, maximize, 0.19, 0.0199,
                keepsLargest ? 1 : 0,
            ], keeps: [true, true, keepsLargest])
    }

    private static func rmsprop(
        decay: Double = 0, momentum: Double = 0, centered: Bool = false
    ) -> Options {
        Options(
            label: "decay \(decay), momentum \(momentum), \(centered ? "" : "not ")centered",
            numbers: [0.1, 0.99, 1e-8, decay, momentum, 0, centered ? 1 : 0],
            keeps: [true, momentum != 0, centered])
    }

    private static func call(
        _ data: KernelData, _ options: Options, _ count: Int, hasSpecials: Bool
    ) -> KernelCall<StepLoop> {
        let x = data.random(count, in: -2...2)
        var gradient = data.random(count, in: -1...1, seed: 1)
        if hasSpecials, count > 0 {
            gradient[0] = .infinity
            gradient[count - 1] = .nan
        }
        // Squares lie well above the squares of averages, so that their difference keeps digits.
        let starts = [
            data.name == "rmsprop"
                ? data.random(count, in: 1...2, seed: 2)
                : data.random(count, in: -0.5...0.5, seed: 2),
            data.name == "rmsprop"
                ? data.random(count, in: -0.5...0.5, seed: 3)
                : data.random(count, in: 1...2, seed: 3),
            data.name == "rmsprop"
                ? data.random(count, in: -0.5...0.5, seed: 4)
                : data.random(count, in: 1...2, seed: 4),
        ]
        func scale(_ state: [Double]) -> [Double] {
            state.indices.map { index in
                let enters = sizes([x[index], gradient[index]])
                return state[index].magnitude + enters + enters * enters
            }
        }
        let kept = options.keeps.indices.filter { options.keeps[$0] }
        let numbers = options.numbers
        return KernelCall(
            "\(count) elements, \(options.label)\(hasSpecials ? ", NaN last" : "")",
            [.inOut(x, scale: scale(x)), .input(gradient)]
                + kept.map { .inOut(starts[$0], scale: scale(starts[$0])) }
        ) { loop, p in
            var state: [UnsafeMutableRawPointer?] = [nil, nil, nil]
            for (place, index) in kept.enumerated() { state[index] = p[2 + place] }
            numbers.withUnsafeBufferPointer { numbers in
                // Options are never empty.
                loop.run(
                    p[0], p[1], (state[0], state[1], state[2]), count,
                    numbers.baseAddress.unsafelyUnwrapped)
            }
        }
    }
}
