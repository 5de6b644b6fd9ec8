import CPlatform

/// Reads Swift's protocol conformance records, which the linker gathers in one section.
///
/// The section is an array of 32-bit offsets, each from its own address to a descriptor:
///
/// | descriptor | at | what |
/// |---|---|---|
/// | conformance | 0 | offset to the protocol's descriptor; the low bit means through a pointer |
/// | | 4 | offset to the type's descriptor, or to a pointer to it |
/// | | 12 | flags: bits 3–5 say which (0 direct, 1 through a pointer, others Objective-C) |
/// | protocol | 8 | offset to the name |
/// | type | 0 | flags: bits 0–4 the kind (16 class, 17 struct, 18 enum), bit 7 generic |
/// | | 12 | offset to the function that gives the type's metadata |
///
/// Offsets are relative to where they stand, 0 is none. This layout is fixed: it is part of the
/// stable ABI on Apple's systems, and the same elsewhere.
///
/// Source: Swift, docs/ABI/TypeMetadata.rst, "Protocol conformance records" and "Nominal type
/// descriptor"; include/swift/ABI/MetadataValues.h, `TypeReferenceKind` and
/// `ContextDescriptorKind`.
package enum ConformanceRecords {
    // Unsafe: addresses are those that compiler and linker wrote into the program's own image,
    // which stays loaded; the section's bounds come from the linker.
    private typealias Address = UnsafeRawPointer

    /// The types, not generic, with a record for a protocol of this name; of any module.
    package static func types(conformingTo name: String) -> [Any.Type] {
        let section = lak_conformance_records()
        guard let start = section.start else { return [] }
        return stride(from: 0, to: section.byte_count, by: 4).compactMap { offset in
            guard let conformance = target(start + offset),
                let proto = indirectableTarget(conformance),
                let protocolName = target(proto + 8),
                String(cString: protocolName.assumingMemoryBound(to: CChar.self)) == name,
                let type = typeDescriptor(conformance)
            else { return nil }
            return metadata(type)
        }
    }

    /// Where an offset points, nil when it is 0.
    private static func target(_ place: Address) -> Address? {
        let offset = place.load(as: Int32.self)
        return offset == 0 ? nil : place + Int(offset)
    }

    /// Where an offset points whose low bit means that a pointer lies there.
    private static func indirectableTarget(_ place: Address) -> Address? {
        let offset = place.load(as: Int32.self)
        guard offset != 0 else { return nil }
        let target = place + Int(offset & ~1)
        return offset & 1 == 0 ? target : target.load(as: Address?.self)
    }

    private static func typeDescriptor(_ conformance: Address) -> Address? {
        let kind = (conformance + 12).load(as: UInt32.self) >> 3 & 7
        switch kind {
        case 0: return target(conformance + 4)
        case 1: return target(conformance + 4)?.load(as: Address?.self)
        default: return nil
        }
    }

    private static func metadata(_ type: Address) -> Any.Type? {
        let flags = type.load(as: UInt32.self)
        let isNominal = (16...18).contains(flags & 31)
        let isGeneric = flags & 0x80 != 0
        guard isNominal, !isGeneric, let accessor = target(type + 12) else { return nil }
        // The accessor takes a request (0: complete metadata) and returns the metadata in the first
        // result register, its state in the second; C's convention agrees on both.
        typealias Accessor = @convention(c) (Int) -> Address
        return unsafeBitCast(
            unsafeBitCast(accessor, to: Accessor.self)(0), to: Any.Type.self)
    }
}
