import Kernels
import TestSupport
import Testing

struct PlaneIndexLoopTests {
    /// Positions outside a plane of `plane` elements count for nothing, repeated ones add up.
    private func check<T: Element>(
        _: T.Type, planes: Int, plane: Int, length: Int, _ table: String
    ) throws {
        var random = SplitMix(state: 1)
        let positions = Guarded<Int32>(
            (0..<planes * length).map { _ in
                Int32.random(in: -2...Int32(plane + 1), using: &random)
            }, [planes, length])
        let x = Guarded<T>((0..<planes * plane).map { T(Double($0 % 13)) }, [planes, plane])
        let gathered = Guarded<T>(shape: [planes, length])
        try PlaneIndexLoop.gather.loop(T.dtype)(
            gathered.view, x.view, positions: positions.view, plane: plane, planes: planes,
            isScatter: false)
        let scattered = Guarded<T>(shape: [planes, plane])
        try PlaneIndexLoop.scatter.loop(T.dtype)(
            scattered.view, gathered.view, positions: positions.view, plane: plane, planes: planes,
            isScatter: true)
        var (taken, sums) = ([Double](), [Double](repeating: 0, count: planes * plane))
        for i in 0..<planes * length {
            let position = Int(positions.pointer[i])
            let isInside = (0..<plane).contains(position)
            let place = i / max(length, 1) * plane + position
            taken.append(isInside ? x.pointer[place].double : 0)
            if isInside { sums[place] += gathered.pointer[i].double }
        }
        let what = "\(table) \(T.self) \(planes)×\(plane), \(length)"
        #expect(gathered.values == taken && gathered.isIntact, "\(what)")
        // Whole numbers: sums are exact in any order.
        #expect(scattered.values == sums && scattered.isIntact, "\(what)")
    }

    @Test(arguments: [
        (1, 1, 1), (3, 6, 4), (2, 5, 20), (2, 4, 0), (0, 4, 3), (2, 0, 3), (50, 900, 700),
    ])
    func agreesWithALoop(planes: Int, plane: Int, length: Int) throws {
        try onEveryTable { table in
            try check(Float.self, planes: planes, plane: plane, length: length, table)
            try check(Double.self, planes: planes, plane: plane, length: length, table)
        }
    }
}
