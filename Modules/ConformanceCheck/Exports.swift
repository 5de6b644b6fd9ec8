// Whoever checks optimizers, schedulers and formats checks operations, layers and losses too.
@_exported public import GradientCheck
