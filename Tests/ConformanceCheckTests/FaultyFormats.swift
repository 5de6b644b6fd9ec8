import ConformanceCheck
import Foundation
import Serialization

/// Tensors one after another in a file of their own format, with parts that conformers get wrong:
/// a count; for each its name, type, shape and bytes; and a last word.
protocol HandmadeFormat: CheckpointFormat {
    static var fault: HandmadeFault { get }
}

enum HandmadeFault: CaseIterable, Sendable {
    case none, losesPayloads, losesTypes, ignoresLayout, readsWhatIsThere, ignoresTheRest
    case truncatesFirst, leavesFiles, acceptsAnyName
}

private let lastWord: UInt64 = 0x656e_6421

extension HandmadeFormat {
    static var name: String { "handmade" }
    static var fileExtensions: [String] { ["handmade"] }

    private static func error(_ path: String) -> SerializationError {
        SerializationError(
            operation: "read", path: path, code: .malformed, expected: "a whole file", got: "less")
    }

    static func write(_ state: StateDictionary, to path: String, options: SaveOptions) throws {
        // The file at the end of a link is what is replaced.
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        if fault == .truncatesFirst { try Data().write(to: URL(fileURLWithPath: path)) }
        if fault == .leavesFiles { try Data([1]).write(to: URL(fileURLWithPath: path + ".tmp")) }
        var data = Data()
        func append(_ number: Int) {
            withUnsafeBytes(of: UInt64(number)) { data.append(contentsOf: $0) }
        }
        append(state.count)
        for (name, tensor) in state {
            guard fault == .acceptsAnyName || !name.isEmpty && !name.utf8.contains(0) else {
                throw SerializationError(
                    operation: "write", path: path, code: .invalidName, expected: "a name",
                    got: name)
            }
            append(name.utf8.count)
            data.append(
                contentsOf: fault == .acceptsAnyName
                    ? Array(name.utf8.prefix(100)) : Array(name.utf8))
            append(
                Int(
                    fault == .losesTypes && tensor.dtype == .int8
                        ? DType.uint8.rawValue : tensor.dtype.rawValue))
            append(tensor.rank)
            for size in tensor.shape { append(size) }
            var tensor = tensor
            if fault == .losesPayloads, tensor.dtype.isFloatingPoint {
                tensor = try `where`(
                    tensor .== tensor, tensor,
                    Tensor([Double.nan], shape: []).to(dtype: tensor.dtype))
            }
            if fault == .ignoresLayout, !tensor.isContiguous {
                tensor = tensor.view(tensor.body.view.reshaped(tensor.shape))
            }
            try tensor.withUnsafeBytes { data.append(contentsOf: $0) }
        }
        append(Int(lastWord))
        try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        if fault == .leavesFiles { try FileManager.default.removeItem(atPath: path + ".tmp") }
    }

    static func read(from path: String, limits: ReadLimits) throws -> StateDictionary {
        let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var (place, state) = (0, StateDictionary())
        func take(_ count: Int) throws -> ArraySlice<UInt8> {
            guard count >= 0, place + count <= data.count else { throw error(path) }
            defer { place += count }
            return data[place..<place + count]
        }
        func number() throws -> Int {
            try Int(
                truncatingIfNeeded: take(8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) })
        }
        do {
            for _ in 0..<(try number()) {
                let name = String(decoding: try take(number()), as: UTF8.self)
                guard let dtype = DType(rawValue: UInt8(truncatingIfNeeded: try number())) else {
                    throw error(path)
                }
                let shape = Shape(try (0..<(try number())).map { _ in try number() })
                let bytes = try take(shape.elementCount * dtype.byteCount)
                state[name] = try Tensor(uninitialized: shape, dtype: dtype) {
                    $0.copyBytes(from: bytes)
                }
            }
            if fault != .readsWhatIsThere, UInt64(try number()) != lastWord { throw error(path) }
        } catch {
            if fault == .readsWhatIsThere { return state }
            throw error
        }
        guard fault == .ignoresTheRest || fault == .readsWhatIsThere || place == data.count else {
            throw error(path)
        }
        return state
    }
}

enum FaultlessFormat: HandmadeFormat { static let fault = HandmadeFault.none }
enum LosesPayloads: HandmadeFormat { static let fault = HandmadeFault.losesPayloads }
enum LosesTypes: HandmadeFormat { static let fault = HandmadeFault.losesTypes }
enum IgnoresLayout: HandmadeFormat { static let fault = HandmadeFault.ignoresLayout }
enum ReadsWhatIsThere: HandmadeFormat { static let fault = HandmadeFault.readsWhatIsThere }
enum IgnoresTheRest: HandmadeFormat { static let fault = HandmadeFault.ignoresTheRest }
enum TruncatesFirst: HandmadeFormat { static let fault = HandmadeFault.truncatesFirst }
enum LeavesFiles: HandmadeFormat { static let fault = HandmadeFault.leavesFiles }
enum AcceptsAnyName: HandmadeFormat { static let fault = HandmadeFault.acceptsAnyName }
