import Kernels
import Testing

struct ShiftPlanesTests {
    /// Every element of every phase, against the definition.
    @Test(arguments: [(1, 1), (1, 0), (2, 1), (3, 2), (1, -1), (2, -1)])
    func holdWhatTheImageHasThere(stride: Int, origin: Int) {
        let (height, width, channels) = (5, 7, 2)
        let source = Guarded<Float>((0..<channels * height * width).map { Float($0 + 1) })
        let planes = ShiftPlanes(
            height: height, width: width, stride: (stride, stride), origin: (origin, origin),
            rowPhases: Array(0..<stride), columnPhases: [stride - 1], columns: 9)
        let rows = 1..<7
        let target = Guarded<Float>(shape: [planes.count(channels: channels, rows: rows.count)])
        planes.write(target.pointer, source.pointer, channels: channels, rows, width: 4)
        for channel in 0..<channels {
            for phase in 0..<stride {
                for row in rows {
                    for column in 0..<9 {
                        let y = row * stride + phase - origin
                        let x = column * stride + stride - 1 - origin
                        let isInside = (0..<height).contains(y) && (0..<width).contains(x)
                        let place = planes.offset(
                            channel: channel, phase: (phase, 0), row: row - rows.lowerBound,
                            column: column, rows: rows.count)
                        let expected =
                            isInside
                            ? source.elements[(channel * height + y) * width + x] : 0
                        #expect(target.pointer[place] == expected)
                    }
                }
            }
        }
        #expect(target.isIntact && target.elements.suffix(ShiftLoop.lanes).allSatisfy { $0 == 0 })
    }
}
