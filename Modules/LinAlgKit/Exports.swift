// One import for all of the library; the default plugins come along by being linked.
@_exported public import Autograd
@_exported public import Data
@_exported public import Layers
@_exported public import Losses
@_exported public import Optimizers
@_exported public import Schedulers
@_exported public import Serialization
@_exported public import TensorCore
@_exported public import Training
