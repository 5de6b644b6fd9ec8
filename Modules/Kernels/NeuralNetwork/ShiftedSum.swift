/// One ``ShiftPlan`` carried out for many images: cut into bands of rows whose planes stay in the
/// cache, and within a band into blocks of terms and outputs, so that weights do too.
struct ShiftedSum: Sendable {
    private let plan: ShiftPlan
    private let outputs: Int
    private let rowsEach: Int
    private let shifts: [Int32]
    private let combine: ShiftLoop
    /// Bytes of an element.
    let bytes: Int
    /// How many bands there are.
    let bands: Int

    /// Terms and outputs whose weights are used for all positions of a band before the next.
    private static let termsEach = 576
    private static let outputsEach = 96

    /// - Returns: Nil when the planes are too large for 32-bit shifts.
    init?(_ plan: ShiftPlan, outputs: Int, dtype: DType, images: Int, work: Int) {
        self.plan = plan
        self.outputs = outputs
        bytes = dtype.byteCount
        combine = Convolution.loop(ShiftLoop.combine, dtype)
        rowsEach = plan.rowsPerBand(bytes, images: images, work: work)
        bands = (plan.rows + rowsEach - 1) / rowsEach
        guard let shifts = plan.shifts(rows: rowsEach) else { return nil }
        self.shifts = shifts
    }

    /// Sums over one band of an image, and gives each row of each output to `store`.
    ///
    /// - Parameters:
    ///   - source: The image's channels.
    ///   - weights: [outputs, terms].
    ///   - store: Output, row of the whole grid, the row's elements.
    func run(
        band: Int, _ source: UnsafeRawPointer, weights: UnsafeRawPointer, bias: UnsafeRawPointer?,
        _ shortage: MemoryShortage,
        _ store: (_ output: Int, _ row: Int, _ grid: UnsafeRawPointer) -> Void
    ) {
        let start = band * rowsEach
        let rows = min(rowsEach, plan.rows - start)
        let positions = plan.positions(rows: rowsEach)
        let planeCount = plan.planeCount(rows: rowsEach)
        // Planes, then the grid: both begin at multiples of 64 bytes.
        let planeBytes = (planeCount * bytes + 63) / 64 * 64
        let gridBytes = min(outputs, Self.outputsEach) * positions * bytes
        shortage.withScratch(byteCount: planeBytes + gridBytes) { scratch in
            plan.planes.write(
                scratch, source, channels: plan.channels, start..<start + rowsEach + plan.reach,
                width: bytes)
            let grid = scratch + planeBytes
            for first in stride(from: 0, to: outputs, by: Self.outputsEach) {
                let count = min(Self.outputsEach, outputs - first)
                sum(grid, scratch, weights, bias, first, count, positions)
                for output in 0..<count {
                    for row in 0..<rows {
                        let place = output * positions + row * plan.planes.columns
                        store(first + output, start + row, UnsafeRawPointer(grid + place * bytes))
                    }
                }
            }
        }
    }

    private func sum(
        _ grid: UnsafeMutableRawPointer, _ planes: UnsafeRawPointer, _ weights: UnsafeRawPointer,
        _ bias: UnsafeRawPointer?, _ first: Int, _ count: Int, _ positions: Int
    ) {
        shifts.withUnsafeBufferPointer { shifts in
            var term = 0
            repeat {
                combine.run(
                    ShiftCall(
                        rows: count, terms: min(Self.termsEach, plan.terms - term),
                        positions: positions,
                        weights: weights + (first * plan.terms + term) * bytes,
                        weightRow: plan.terms, x: planes,
                        // There is always one shift more than terms.
                        shifts: shifts.baseAddress.unsafelyUnwrapped + term,
                        bias: bias.map { $0 + first * bytes }, output: grid, outputRow: positions,
                        accumulates: term > 0))
                term += Self.termsEach
            } while term < plan.terms
        }
    }
}
