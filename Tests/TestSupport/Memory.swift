import Foundation

/// Whether the system says no at once to more memory than there is, rather than when it is used.
package let refusesTooMuchMemory: Bool = {
    let path = "/proc/sys/vm/overcommit_memory"
    let policy = try? String(contentsOfFile: path, encoding: .utf8)
    return policy.map { !$0.hasPrefix("1") } ?? false
}()
