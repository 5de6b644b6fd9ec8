// Copies of short rows, of which a convolution makes thousands: calls of memmove would cost more than
// what they move. Eight elements at a time, the last eight from the end.

extension Copy {
    /// Copies `count` adjacent elements.
    @inline(__always)
    package static func row<Word: SIMDScalar>(
        _ target: UnsafeMutablePointer<Word>, _ source: UnsafePointer<Word>, count: Int
    ) {
        guard count >= 8 else {
            for i in 0..<count { target[i] = source[i] }
            return
        }
        func copy(at i: Int) {
            UnsafeMutableRawPointer(target + i).storeBytes(
                of: UnsafeRawPointer(source + i).loadUnaligned(as: SIMD8<Word>.self),
                as: SIMD8<Word>.self)
        }
        var i = 0
        while i + 8 <= count {
            copy(at: i)
            i += 8
        }
        if i < count { copy(at: count - 8) }
    }

    /// Copies `count` elements, every second one of the source; nothing after the last is read.
    @inline(__always)
    package static func everySecond<Word: SIMDScalar>(
        _ target: UnsafeMutablePointer<Word>, _ source: UnsafePointer<Word>, count: Int
    ) {
        var i = 0
        while i + 8 < count {
            let pairs = UnsafeRawPointer(source + 2 * i).loadUnaligned(as: SIMD16<Word>.self)
            UnsafeMutableRawPointer(target + i).storeBytes(
                of: pairs.evenHalf, as: SIMD8<Word>.self)
            i += 8
        }
        if i > 0 {
            // The last eight: from one before the first of them, so as to end with the last.
            i = count - 8
            let pairs = UnsafeRawPointer(source + 2 * i - 1).loadUnaligned(as: SIMD16<Word>.self)
            UnsafeMutableRawPointer(target + i).storeBytes(of: pairs.oddHalf, as: SIMD8<Word>.self)
            return
        }
        while i < count {
            target[i] = source[2 * i]
            i += 1
        }
    }

    /// Copies `count` pairs, their first elements to one place and their second ones to another.
    @inline(__always)
    package static func pairs<Word: SIMDScalar>(
        _ first: UnsafeMutablePointer<Word>, _ second: UnsafeMutablePointer<Word>,
        _ source: UnsafePointer<Word>, count: Int
    ) {
        func copy(at i: Int) {
            let pairs = UnsafeRawPointer(source + 2 * i).loadUnaligned(as: SIMD16<Word>.self)
            UnsafeMutableRawPointer(first + i).storeBytes(of: pairs.evenHalf, as: SIMD8<Word>.self)
            UnsafeMutableRawPointer(second + i).storeBytes(of: pairs.oddHalf, as: SIMD8<Word>.self)
        }
        guard count >= 8 else {
            for i in 0..<count { (first[i], second[i]) = (source[2 * i], source[2 * i + 1]) }
            return
        }
        var i = 0
        while i + 8 <= count {
            copy(at: i)
            i += 8
        }
        if i < count { copy(at: count - 8) }
    }
}
