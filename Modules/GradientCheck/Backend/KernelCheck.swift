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
        let expected = ExpectedOutcome(call, portable, refined, dtype)
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
        _ call: KernelCall<Loop>, _ expected: ExpectedOutcome<Loop>,
        _ placement: GuardedMemory.Placement,
        _ fill: UInt8, alias: (output: Int, input: Int)?, _ place: String
    ) throws {
        var addresses = try lay(call, placement, fill)
        if let alias { addresses[alias.output] = addresses[alias.input] }
        let before = call.arguments.indices.map { call.bytes($0, addresses, dtype) }
        call.run(kernel, KernelArrays(addresses, dtype))
        report.callCount += 1
        for index in addresses.indices where index != alias?.output {
            if let trespass = memory[index].trespass() {
                hasTrespassed = true
                report.fail("\(place): argument \(index): touches \(trespass)")
            }
            let isInput = call.arguments[index].access == .input && index != alias?.input
            if isInput, call.bytes(index, addresses, dtype) != before[index] {
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
        _ found: KernelOutcome, _ expected: ExpectedOutcome<Loop>, _ call: KernelCall<Loop>,
        _ place: String
    ) {
        for (position, index) in call.written.enumerated() {
            let argument = call.arguments[index]
            report.elementCount += argument.count
            let type = call.dtype(index, dtype)
            guard type.isFloatingPoint else {
                compareBytes(
                    found.bytes[position], expected.outcomes[0].bytes[position], place, index)
                continue
            }
            let bound = call.bound ?? Loop.bound
            for (element, value) in found.numbers[position].enumerated() {
                let difference = expected.difference(
                    value, position, element, type, bound,
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
