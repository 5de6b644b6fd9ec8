/// The median time of a call of `body`, in seconds, over about `duration` seconds.
///
/// Short calls are timed several at once, so that the clock's own cost does not count.
public func medianSeconds(for duration: Double, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    for _ in 0..<3 { try body() }
    var times: [Double] = []
    var batch = 1
    let start = clock.now
    repeat {
        let begin = clock.now
        for _ in 0..<batch { try body() }
        let time = (clock.now - begin) / .seconds(1)
        if time < 1e-4, times.isEmpty {
            batch *= 2
        } else {
            times.append(time / Double(batch))
        }
    } while (clock.now - start) / .seconds(1) < duration || times.count < 5
    times.sort()
    return times[times.count / 2]
}
