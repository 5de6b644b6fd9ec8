// Moves learning rates with the module Schedulers alone, on a target of its own: no tensors needed.

import Schedulers

final class Target: LearningRateControlled {
    let learningRates = LearningRates([0.5])
}

let target = Target()
let scheduler = try StepLR(target, stepSize: 2, gamma: 0.5)
var rates: [Double] = []
for _ in 0..<5 {
    rates.append(target.learningRates[0])
    scheduler.step()
}

// Powers of two, so without rounding.
let expected = [0.5, 0.5, 0.25, 0.25, 0.125]
print(rates == expected ? "schedulers: ok" : "schedulers: FAILED: \(rates)")
