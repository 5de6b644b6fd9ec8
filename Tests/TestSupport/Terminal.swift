import Foundation

/// A pseudo-terminal: a program that writes to one side believes that somebody watches.
package struct Terminal {
    /// What the user sees comes out here.
    package let userSide: FileHandle
    /// The program's output.
    package let programSide: FileHandle

    package init(columns: Int) throws {
        let (user, name) = Self.openUserSide()
        let program = open(name, O_RDWR | O_NOCTTY)
        var size = winsize(
            ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard user >= 0, program >= 0, ioctl(program, UInt(TIOCSWINSZ), &size) == 0 else {
            throw CocoaError(.featureUnsupported)
        }
        userSide = FileHandle(fileDescriptor: user, closeOnDealloc: true)
        programSide = FileHandle(fileDescriptor: program, closeOnDealloc: true)
    }

    /// The user's side, and the path of the program's; -1 when there is none.
    private static func openUserSide() -> (descriptor: Int32, path: String) {
        #if os(Linux)
            // posix_openpt and its kin are hidden from Swift: what they do, by the numbers of
            // TIOCSPTLCK and TIOCGPTN in asm-generic/ioctls.h.
            let user = open("/dev/ptmx", O_RDWR | O_NOCTTY)
            var (lock, number): (Int32, Int32) = (0, 0)
            guard user >= 0, ioctl(user, 0x4004_5431, &lock) == 0,
                ioctl(user, 0x8004_5430, &number) == 0
            else { return (-1, "") }
            return (user, "/dev/pts/\(number)")
        #else
            let user = posix_openpt(O_RDWR | O_NOCTTY)
            guard user >= 0, grantpt(user) == 0, unlockpt(user) == 0, let name = ptsname(user)
            else {
                return (-1, "")
            }
            return (user, String(cString: name))
        #endif
    }
}
