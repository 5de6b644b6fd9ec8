import Kernels

/// The check of one kernel against the portable loop: gathers what is wrong.
struct KernelCheck<Loop: CheckableKernel> {
    private let kernel: Loop
    private let portable: Loop
    /// The portable loop in `float64` where it stands in for one in `float32`.
    private let refined: Loop?
    private let dtype: DType
    private(set) var report: KernelReport
    /// Whether it has touched what is not its own: then it must not run on ordinary memory.
    private var hasTrespassed = false
    private var memory: [GuardedMemory] = []

    init(_ kernel: Loop, _ place: any KernelPlace, _ entry: BackendKernel, portable: Loop) {
        self.kernel = kernel
        self.portable = portable
        dtype = entry.dtype
        refined =
            dtype == .float32 && Loop.isRefinedByDouble
            ? place.portableLoop(.float64) as? Loop : nil
        report = KernelReport(entry)
        report.kind = Loop.kind
        report.bound = Loop.bound
    }

    mutating func run(_ data: KernelData) throws {
        let calls = Loop.calls(data)
        if calls.isEmpty { report.fail("there is no call to make") }
        for call in calls { try check(call) }
        let largest = calls.max { a, b in
            a.arguments.reduce(0) { $0 + $1.count } < b.arguments.reduce(0) { $0 + $1.count }
        }
        if let largest, !hasTrespassed { checkThreads(largest) }
    }

    private mutating func check(_ call: KernelCall<Loop>) throws {
        let expected = Expected(call, portable, refined, dtype)
        let before = report.failures.count
        for (turn, placement) in GuardedMemory.Placement.allCases.enumerated() {
            // What outputs hold before the call: an element that is not written shows.
            let fill: UInt8 = [0xFF, 0x00, 0x55][turn % 3]
            for alias in [nil] + call.aliases.map({ Optional($0) }) {
                let inPlace = alias.map {
                    ", output \($0.output) in place of argument \($0.input)"
                }
                let place = "\(call.label), \(placement.rawValue)\(inPlace ?? "")"
                try check(call, expected, placement, fill, alias: alias, place)
                // One failure of a call says enough.
                if report.failures.count > before { return }
            }
        }
    }

    private mutating func check(
        _ call: KernelCall<Loop>, _ expected: Expected<Loop>, _ placement: GuardedMemory.Placement,
        _ fill: UInt8, alias: (output: Int, input: Int)?, _ place: String
    ) throws {
        var addresses = try lay(call, placement, fill)
        if let alias { addresses[alias.output] = addresses[alias.input] }
        call.run(kernel, KernelArrays(addresses, dtype))
        report.callCount += 1
        for index in addresses.indices where index != alias?.output {
            if let trespass = memory[index].trespass() {
                hasTrespassed = true
                report.fail("\(place): argument \(index): touches \(trespass)")
            }
            guard call.arguments[index].access == .input, index != alias?.input else { continue }
            let type = call.dtype(index, dtype)
            let now = ElementCoding.read(addresses[index], call.arguments[index].count, type)
            let before = ElementCoding.rounded(call.arguments[index].values, type)
            let isFloating = type.isFloatingPoint
            if isFloating, !zip(now, before).allSatisfy({ $0 == $1 || $0.isNaN && $1.isNaN }) {
                report.fail("\(place): argument \(index) is an input, but was changed")
            }
        }
        compare(call.outcome(addresses, dtype), expected, call, place)
    }

    /// Puts the arguments into guarded memory.
    private mutating func lay(
        _ call: KernelCall<Loop>, _ placement: GuardedMemory.Placement, _ fill: UInt8
    ) throws -> [UnsafeMutableRawPointer] {
        try call.arguments.enumerated().map { index, argument in
            let type = call.dtype(index, dtype)
            let byteCount = argument.count * type.byteCount
            let needed = byteCount + type.byteCount
            if index == memory.count { memory.append(try GuardedMemory(byteCount: needed)) }
            if memory[index].byteCount < needed {
                memory[index] = try GuardedMemory(byteCount: needed)
            }
            let address = memory[index].place(
                byteCount, width: type.byteCount, placement, fill: fill)
            if argument.access != .output {
                ElementCoding.write(argument.values, to: address, type)
            }
            return address
        }
    }

    private mutating func compare(
        _ found: KernelOutcome, _ expected: Expected<Loop>, _ call: KernelCall<Loop>,
        _ place: String
    ) {
        for (position, index) in call.written.enumerated() {
            let argument = call.arguments[index]
            report.elementCount += argument.count
            guard argument.dtype == nil, dtype.isFloatingPoint else {
                let right = expected.outcomes[0].bytes[position]
                if argument.dtype == nil || !argument.isFloating {
                    compareBytes(found.bytes[position], right, place, index)
                }
                continue
            }
            let bound = call.bound ?? Loop.bound
            for (element, value) in found.numbers[position].enumerated() {
                let difference = expected.difference(
                    value, position, element, dtype, bound,
                    scale: argument.scale.isEmpty ? 0 : argument.scale[element])
                if difference.ulps > report.worstULPs { report.worstULPs = difference.ulps }
                if difference.share > report.worstShare {
                    report.worstShare = difference.share
                    report.worstPlace = "\(place), argument \(index), element \(element)"
                }
                guard difference.share > 1 else { continue }
                let right = expected.outcomes[0].numbers[position][element]
                return report.fail(
                    "\(place): argument \(index), element \(element): expected \(right), within "
                        + "\(bound.ulps.short(3)) ulp; got \(value), \(difference.ulps.short(3)) ulp "
                        + "away")
            }
        }
    }

    private mutating func compareBytes(
        _ found: [UInt8], _ right: [UInt8], _ place: String, _ index: Int
    ) {
        guard
            let byte = zip(found, right).enumerated().first(where: { $0.element.0 != $0.element.1 })
        else { return }
        report.worstShare = .infinity
        report.fail(
            "\(place): argument \(index): other bits than the portable loop's at byte \(byte.offset)"
        )
    }

    /// The same call from eight blocks at once, on 1, 2, 3 and 8 threads.
    private mutating func checkThreads(_ call: KernelCall<Loop>) {
        let (kernel, dtype) = (kernel, dtype)
        func results(_ threads: Int) -> [[[UInt8]]] {
            let copies = (0..<8).map { _ in PlainArrays(call, dtype) }
            for arrays in copies {
                for (index, argument) in call.arguments.enumerated()
                where argument.access != .output {
                    ElementCoding.write(
                        argument.values, to: arrays.addresses[index], call.dtype(index, dtype))
                }
            }
            let run = call.run
            withThreads(threads) {
                ThreadPool.shared.parallel(blocks: copies.count) { block in
                    // The choice of kernels is each thread's own.
                    Runtime.withPortableKernels {
                        run(kernel, KernelArrays(copies[block].addresses, dtype))
                    }
                }
            }
            return copies.map { call.outcome($0.addresses, dtype).bytes }
        }
        guard let right = results(1).first else { return }
        for threads in [1, 2, 3, 8] where !results(threads).allSatisfy({ $0 == right }) {
            report.fail("\(call.label): other bits on \(threads) threads than on 1")
        }
    }
}

extension KernelArgument {
    /// Whether a type of its own is floating-point.
    fileprivate var isFloating: Bool { dtype?.isFloatingPoint ?? false }
}

/// What a call must give.
private struct Expected<Loop: CheckableKernel> {
    /// By the refined loop, if there is one, and by the portable one.
    let outcomes: [KernelOutcome]
    /// For each array that is written, by how much its elements change with the inputs' last places.
    private let sensitivity: [[Double]]

    init(_ call: KernelCall<Loop>, _ portable: Loop, _ refined: Loop?, _ dtype: DType) {
        let (best, type) = refined.map { ($0, DType.float64) } ?? (portable, dtype)
        var outcomes = [call.outcome(of: best, type, roundedTo: dtype)]
        if refined != nil { outcomes.append(call.outcome(of: portable, dtype, roundedTo: dtype)) }
        self.outcomes = outcomes
        let center = outcomes[0].numbers
        var sensitivity = center.map { [Double](repeating: 0, count: $0.count) }
        let nudged = call.arguments.indices.filter { call.arguments[$0].isNudged }
        if dtype.isFloatingPoint, (call.bound ?? Loop.bound).inputUlps > 0 {
            for index in nudged {
                let (up, down) = (
                    call.outcome(of: best, type, roundedTo: dtype, nudged: (index, true)).numbers,
                    call.outcome(of: best, type, roundedTo: dtype, nudged: (index, false)).numbers
                )
                for array in center.indices {
                    for element in center[array].indices {
                        // The lesser of both: a jump on one side of a point excuses nothing.
                        let change = min(
                            (up[array][element] - center[array][element]).magnitude,
                            (down[array][element] - center[array][element]).magnitude)
                        if change.isFinite {
                            sensitivity[array][element] += change / Double(Difference.nudge)
                        }
                    }
                }
            }
        }
        self.sensitivity = sensitivity
    }

    /// The difference of an element from the nearest of what it may be.
    func difference(
        _ found: Double, _ array: Int, _ element: Int, _ dtype: DType, _ bound: KernelBound,
        scale: Double
    ) -> Difference {
        let first = Difference(
            found, outcomes[0].numbers[array][element], dtype, scale: scale, bound: bound,
            sensitivity: sensitivity[array][element])
        guard first.share > 0, outcomes.count > 1 else { return first }
        // A kernel that is as the portable loop is right, also where both lose digits.
        let second = Difference(
            found, outcomes[1].numbers[array][element], dtype, scale: scale, bound: bound,
            sensitivity: sensitivity[array][element])
        return second.share < first.share ? second : first
    }
}
