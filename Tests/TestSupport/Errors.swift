/// The error that `body` throws, as text; empty when it throws none.
package func errorText(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
}
