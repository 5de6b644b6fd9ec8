import Kernels
import Testing

struct ShiftPlanesTests {
    /// Every element of every phase, against the definition.
    @Test(
        arguments: [(1, 1), (1, 0), (2, 1), (2, 0), (2, 2), (3, 2), (1, -1), (2, -1), (2, -2)],
        [7, 16, 17, 34])
    func holdWhatTheImageHasThere(step: (stride: Int, origin: Int), width: Int) {
        let (stride, origin) = step
        let (height, channels, columns) = (5, 2, width / stride + 2)
        let source = Guarded<Float>((0..<channels * height * width).map { Float($0 + 1) })
        let planes = ShiftPlanes(
            height: height, width: width, stride: (stride, stride), origin: (origin, origin),
            rowPhases: Array(0..<stride), columnPhases: Array(0..<stride), columns: columns)
        let rows = 1..<7
        let target = Guarded<Float>(shape: [planes.count(channels: channels, rows: rows.count)])
        planes.write(target.pointer, source.pointer, channels: channels, rows, width: 4)
        for channel in 0..<channels {
            for phase in 0..<stride * stride {
                for row in rows {
                    for column in 0..<columns {
                        let y = row * stride + phase / stride - origin
                        let x = column * stride + phase % stride - origin
                        let isInside = (0..<height).contains(y) && (0..<width).contains(x)
                        let place = planes.offset(
                            channel: channel, phase: (phase / stride, phase % stride),
                            row: row - rows.lowerBound,
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
