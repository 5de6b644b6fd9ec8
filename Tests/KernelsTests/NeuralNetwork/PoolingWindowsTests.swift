import Kernels
import Testing

struct PoolingWindowsTests {
    @Test func slidingWindowsStayInside() {
        let windows = PoolingWindows.sliding(
            size: 4, kernel: 3, stride: 2, padding: 1, ceilMode: true, countsPadding: true)
        #expect(windows.starts == [0, 1, 3] && windows.ends == [2, 4, 4])
        // The last reaches one place beyond the padding, which does not count.
        #expect(windows.counts == [3, 3, 2])
        let inside = PoolingWindows.sliding(
            size: 4, kernel: 3, stride: 2, padding: 1, ceilMode: false, countsPadding: false)
        #expect(inside.count == 2 && inside.counts == [2, 3])
        let none = PoolingWindows.sliding(
            size: 2, kernel: 3, stride: 1, padding: 0, ceilMode: false, countsPadding: true)
        #expect(none.count == 0)
    }

    @Test func adaptiveWindowsCoverTheAxis() {
        let windows = PoolingWindows.adaptive(size: 5, count: 3)
        #expect(windows.starts == [0, 1, 3] && windows.ends == [2, 4, 5])
        #expect(windows.counts == [2, 3, 2])
        let more = PoolingWindows.adaptive(size: 2, count: 3)
        #expect(more.starts == [0, 0, 1] && more.ends == [1, 2, 2])
    }
}
