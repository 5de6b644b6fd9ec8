// The types of the lowest level that belong to a user's vocabulary.
@_exported public import enum Kernels.DType
@_exported public import struct Kernels.Shape
