import Autograd
import Testing

struct WindowSizeTests {
    private func extents<Size: WindowSize>(of size: Size) -> [Int] { size.extents }

    @Test func aSizeHasANumberForEachAxis() {
        #expect(extents(of: 3) == [3])
        #expect(extents(of: Size2(2, 5)) == [2, 5])
    }
}
