import TensorCore
import TestSupport
import Testing

struct ComputationWatchTests {
    private final class Log { var lines: [String] = [] }

    private func watch(_ log: Log) -> ComputationWatch {
        let watch = ComputationWatch()
        watch.sawDetach = { tensor, operation in log.lines.append("\(operation) \(tensor.shape)") }
        return watch
    }

    @Test func seesTrackedTensorsThatAreDetached() throws {
        let log = Log()
        let (x, constant) = (try leaf([1, 2]), try constant([1]))
        watch(log).look {
            _ = x.detach()
            _ = x.detached(by: "argmax")
            _ = constant.detach()
            _ = x.untracked()
        }
        _ = x.detach()
        #expect(log.lines == ["detach [2]", "argmax [2]"])
        #expect(!x.detach().requiresGrad && !x.untracked().requiresGrad)
    }

    @Test func scopesNestAndEndWithAnError() throws {
        struct Stop: Error {}
        let (outer, inner) = (Log(), Log())
        let x = try leaf([1])
        try watch(outer).look { () throws in
            #expect(throws: Stop.self) {
                try watch(inner).look { () throws in
                    _ = x.detach()
                    throw Stop()
                }
            }
            _ = x.detach()
        }
        #expect(inner.lines.count == 1 && outer.lines.count == 1)
        #expect(ComputationWatch.current == nil)
    }

    @Test func belongsToItsThread() throws {
        try watch(Log()).look { () throws in
            try onThread { #expect(ComputationWatch.current == nil) }
        }
    }
}
