import TensorCore

/// The functions and types that a pickle may name. None is called: each stands for what
/// `PickleMachine` does in its place.
enum PickleGlobal: Equatable {
    case orderedDictionary, set
    case rebuildTensor2, rebuildTensor3, rebuildParameter, rebuildParameterWithState
    case size, device
    /// The type of a storage's elements; nil for one of bytes.
    case storage(DType?)
    case dtype(DType)

    /// The global that a file calls `module.name`, or nil for one that is not known.
    init?(module: String, name: String) {
        switch (module, name) {
        case ("collections", "OrderedDict"): self = .orderedDictionary
        // Protocol 2 has Python 2's names of modules.
        case ("__builtin__", "set"), ("builtins", "set"): self = .set
        case ("torch._utils", "_rebuild_tensor_v2"): self = .rebuildTensor2
        case ("torch._utils", "_rebuild_tensor_v3"): self = .rebuildTensor3
        case ("torch._utils", "_rebuild_parameter"): self = .rebuildParameter
        case ("torch._utils", "_rebuild_parameter_with_state"): self = .rebuildParameterWithState
        case ("torch", "Size"): self = .size
        case ("torch", "device"): self = .device
        case ("torch.storage", "UntypedStorage"), ("torch", "UntypedStorage"): self = .storage(nil)
        case ("torch", _):
            if let dtype = Self.storages.first(where: { $0.name == name })?.dtype {
                self = .storage(dtype)
            } else if let dtype = DType(name: name) {
                self = .dtype(dtype)
            } else {
                return nil
            }
        default: return nil
        }
    }

    /// PyTorch's types of storages; types added since have none, and lie in storages of bytes.
    private static let storages: [(name: String, dtype: DType)] = [
        ("BoolStorage", .bool), ("ByteStorage", .uint8), ("CharStorage", .int8),
        ("ShortStorage", .int16), ("IntStorage", .int32), ("LongStorage", .int64),
        ("HalfStorage", .float16), ("BFloat16Storage", .bfloat16), ("FloatStorage", .float32),
        ("DoubleStorage", .float64),
    ]
}
