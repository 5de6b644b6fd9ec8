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

    /// Whether rows of outputs are made one by one, in place. What their last vectors compute once more
    /// must cost less than a copy, and must not be added twice.
    private var hasWholeRows: Bool {
        guard plan.columns >= ShiftLoop.lanes else { return false }
        let more = (ShiftLoop.lanes - plan.columns % ShiftLoop.lanes) % ShiftLoop.lanes
        return more == 0 || 4 * more <= plan.columns && plan.terms <= Self.termsEach
    }

    /// Sums over one band of an image, and gives each row of each output to `store`.
    ///
    /// - Parameters:
    ///   - source: The image's channels.
    ///   - weights: [outputs, terms].
    ///   - direct: Where rows of outputs can be made that are whole vectors, or nearly so, instead of
    ///     `store`: the first output's first row, and elements from output to output.
    ///   - store: Output, row of the whole grid, the row's elements.
    func run(
        band: Int, _ source: UnsafeRawPointer, weights: UnsafeRawPointer, bias: UnsafeRawPointer?,
        direct: (place: UnsafeMutableRawPointer, outputRow: Int)? = nil,
        _ shortage: MemoryShortage,
        _ store: (_ output: Int, _ row: Int, _ grid: UnsafeRawPointer) -> Void
    ) {
        let start = band * rowsEach
        let rows = min(rowsEach, plan.rows - start)
        let isDirect = direct != nil && hasWholeRows
        let positions = isDirect ? rows * plan.columns : plan.positions(rows: rowsEach)
        let planeCount = plan.planeCount(rows: rowsEach)
        // Planes, then the grid: both begin at multiples of 64 bytes.
        let planeBytes = (planeCount * bytes + 63) / 64 * 64
        let gridBytes = isDirect ? 0 : min(outputs, Self.outputsEach) * positions * bytes
        shortage.withScratch(byteCount: planeBytes + gridBytes) { scratch in
            plan.planes.write(
                scratch, source, channels: plan.channels, start..<start + rowsEach + plan.reach,
                width: bytes)
            if isDirect, let direct {
                let place = direct.place + start * plan.columns * bytes
                let lines = (plan.columns, plan.planes.columns)
                for first in stride(from: 0, to: outputs, by: Self.outputsEach) {
                    sum(
                        place + first * direct.outputRow * bytes, direct.outputRow, scratch,
                        weights,
                        bias, first, min(Self.outputsEach, outputs - first), positions, lines)
                }
                return
            }
            let grid = scratch + planeBytes
            for first in stride(from: 0, to: outputs, by: Self.outputsEach) {
                let count = min(Self.outputsEach, outputs - first)
                sum(
                    grid, positions, scratch, weights, bias, first, count, positions,
                    (positions, positions))
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
        _ grid: UnsafeMutableRawPointer, _ gridRow: Int, _ planes: UnsafeRawPointer,
        _ weights: UnsafeRawPointer, _ bias: UnsafeRawPointer?, _ first: Int, _ count: Int,
        _ positions: Int, _ lines: (count: Int, step: Int)
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
                        bias: bias.map { $0 + first * bytes }, output: grid, outputRow: gridRow,
                        accumulates: term > 0, line: lines.count, lineStep: lines.step))
                term += Self.termsEach
            } while term < plan.terms
        }
    }
}
