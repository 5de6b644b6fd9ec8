import Schedulers
import TestSupport
import Testing

@Suite struct SWALRTests {
    @Test func goesToItsRateAndStays() throws {
        let cosine = try SWAAnnealing(swaLR: 2, annealEpochs: 4)
        #expect(near([0, 2, 4, 9].map { cosine.rate(at: $0, base: 8) }, [8, 5, 2, 2]))
        let line = try SWAAnnealing(swaLR: 2, annealEpochs: 3, strategy: .linear)
        #expect(near([0, 1, 3].map { line.rate(at: $0, base: 8) }, [8, 6, 2]))
        #expect(try SWAAnnealing(swaLR: 2, annealEpochs: 0).rate(at: 0, base: 8) == 2)
    }

    @Test func resumesFromItsState() throws {
        let (first, second) = (Rates(0.5), Rates(0.5))
        let walking = try SWALR(first, swaLR: 0.1)
        for _ in 0..<7 { walking.step() }
        try SWALR(second, swaLR: 0.1).load(walking.state)
        #expect(first.rate == second.rate)
    }

    @Test func rejectsOptionsOutOfRange() {
        #expect(
            errorText { _ = try SWALR(Rates(1), swaLR: -1) }.hasPrefix("SWALR swaLR: expected"))
        #expect(
            errorText { _ = try SWALR(Rates(1), swaLR: 1, annealEpochs: -1) }
                == "SWALR annealEpochs: expected at least 0; got -1.")
    }
}
