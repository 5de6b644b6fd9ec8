/// What a property is tried on: made at random, and able to name simpler ones.
package protocol PropertyCase: Sendable, CustomStringConvertible {
    /// The same case for the same generator.
    static func random(using generator: inout SplitMix) throws -> Self
    /// Cases a step simpler, those that leave out most first.
    var simpler: [Self] { get }
}

/// A case that a property does not hold for, made as simple as it could be.
package struct Counterexample<Case: PropertyCase>: CustomStringConvertible {
    /// The seed that gives the case as it was found.
    package let seed: UInt64
    /// The case as it was found.
    package let found: Case
    /// The simplest case that still fails.
    package let simplest: Case
    /// Why that one fails.
    package let reason: String

    package var description: String {
        "seed \(seed): \(reason)\n  simplest case: \(simplest)\n  found as: \(found)"
    }
}

/// Tries a property on random cases, one for each seed; the first that fails is made simpler for as
/// long as it still does.
///
/// - Parameter property: Why it does not hold, nil when it does; what it throws is a reason too.
/// - Returns: The counterexample, nil when the property held for all.
package func counterexample<Case: PropertyCase>(
    seeds: Range<UInt64>, to property: (Case) throws -> String?
) throws -> Counterexample<Case>? {
    func reason(_ example: Case) -> String? {
        do { return try property(example) } catch { return "threw \(error)" }
    }
    for seed in seeds {
        var generator = SplitMix(state: seed)
        let found = try Case.random(using: &generator)
        guard let first = reason(found) else { continue }
        var (simplest, why) = (found, first)
        // Each step is simpler by something that can be counted; the bound is for cases that lie.
        for _ in 0..<1000 {
            var next: (Case, String)?
            for candidate in simplest.simpler {
                guard let reason = reason(candidate) else { continue }
                next = (candidate, reason)
                break
            }
            guard let next else { break }
            (simplest, why) = next
        }
        return Counterexample(seed: seed, found: found, simplest: simplest, reason: why)
    }
    return nil
}
