import BenchWorkloads
import Testing

struct TimingTests {
    @Test func theMedianIsThatOfTheCalls() {
        let clock = ContinuousClock()
        let seconds = medianSeconds(for: 0.05) {
            let end = clock.now + .milliseconds(2)
            while clock.now < end {}
        }
        #expect(seconds >= 0.002 && seconds < 0.2)
    }

    @Test func shortCallsAreTimedTogether() {
        var count = 0
        let seconds = medianSeconds(for: 0.02) { count += 1 }
        #expect(count > 100 && seconds > 0 && seconds < 1e-4)
    }
}
