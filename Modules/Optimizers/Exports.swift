// Whoever imports Optimizers works with tensors and with learning rates.
@_exported public import Autograd
@_exported public import Schedulers
