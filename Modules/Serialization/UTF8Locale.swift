import CArchive

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs `body` with UTF-8 as this thread's character type.
///
/// libarchive converts names through the locale. A Swift program starts in the locale "C", where
/// names outside ASCII do not convert. Other threads, and the process' own locale, are not touched.
func withUTF8Locale<Result>(_ site: ErrorSite, _ body: () throws -> Result) throws -> Result {
    guard let locale = carchive_new_utf8_locale() else {
        throw site.systemError(
            errno, expected: "a locale with UTF-8", advice: "Install the locale C.UTF-8.")
    }
    let previous = uselocale(locale)
    defer {
        uselocale(previous)
        freelocale(locale)
    }
    return try body()
}
