// Whoever imports Training works with all that a run consists of.
@_exported public import Data
@_exported public import Layers
@_exported public import Optimizers
@_exported public import Schedulers
