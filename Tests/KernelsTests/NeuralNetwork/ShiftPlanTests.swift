import Kernels
import Testing

struct ShiftPlanTests {
    @Test func bandsStayInTheCacheAndGiveThreadsWork() {
        let large = ShiftPlan.forward(
            ConvolutionCases.sizes(64, 64, 8, (64, 64), kernel: (3, 3), padding: (1, 1)))
        // 64 channels of 66 columns: the planes of 13 rows and 2 beyond take up to 256 KiB.
        let rows = large.rowsPerBand(4, images: 64, work: 1 << 30)
        #expect(rows >= 6 && large.planeCount(rows: rows) * 4 <= 1 << 18)
        // One image is cut into eight.
        #expect(large.rowsPerBand(4, images: 1, work: 1 << 30) <= 8)
        #expect(large.rowsPerBand(4, images: 1, work: 1) == rows)
    }

    @Test func tapsOfAStrideFallIntoPhases() {
        let plan = ShiftPlan.forward(
            ConvolutionCases.sizes(
                1, 2, 1, (9, 9), kernel: (3, 3), stride: (2, 2), padding: (1, 1)))
        #expect(plan.planes.rowPhases == [0, 1] && plan.planes.columnPhases == [0, 1])
        #expect(plan.taps.map(\.phase.0) == [0, 0, 0, 1, 1, 1, 0, 0, 0])
        #expect(plan.taps.map(\.column) == [0, 0, 1, 0, 0, 1, 0, 0, 1])
        #expect(plan.terms == 18 && plan.reach == 1)
    }

    @Test func planesBeyond32BitShiftsAreRefused() {
        let huge = ShiftPlan.forward(
            ConvolutionCases.sizes(
                1, 1 << 20, 1, (64, 64), kernel: (3, 3), padding: (1, 1)))
        #expect(huge.shifts(rows: 64) == nil)
    }
}
