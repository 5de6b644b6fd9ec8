import Kernels

extension Tensor: CustomStringConvertible {
    /// The elements in aligned columns, long axes cut in the middle, with type and shape:
    /// `tensor([[1.0, 2.0], [3.0, 4.0]], float32 [2, 2])`.
    public var description: String {
        let printer = Printer(self)
        let tracking = body.node == nil ? "" : ", requiresGrad"
        return "tensor(\(printer.text), \(dtype) \(shape)\(tracking))"
    }

    /// Formats elements: at most three at each end of a long axis.
    private struct Printer {
        private let shape: Shape
        private let shown: [[Int]]
        private let texts: [String]
        private static let limit = 1000
        private static let edge = 3

        init(_ tensor: Tensor) {
            shape = tensor.shape
            let isLong = tensor.count > Printer.limit
            shown = shape.map { size in
                isLong && size > 2 * Printer.edge
                    ? Array(0..<Printer.edge) + [-1] + Array(size - Printer.edge..<size)
                    : Array(0..<size)
            }
            let offsets = Printer.offsets(shown, tensor.body.view.strides)
            let texts = offsets.map { Printer.text(tensor, offset: $0) }
            let width = texts.map(\.count).max() ?? 0
            self.texts = texts.map { String(repeating: " ", count: width - $0.count) + $0 }
        }

        var text: String {
            var next = 0
            return text(axis: 0, indent: "tensor(".count + 1, next: &next)
        }

        private func text(axis: Int, indent: Int, next: inout Int) -> String {
            guard axis < shape.count else {
                defer { next += 1 }
                return texts[next]
            }
            var parts: [String] = []
            for index in shown[axis] {
                parts.append(
                    index < 0 ? "…" : text(axis: axis + 1, indent: indent + 1, next: &next))
            }
            let isInnermost = axis == shape.count - 1
            let gap = String(repeating: "\n", count: shape.count - 1 - axis)
            let separator = isInnermost ? ", " : "," + gap + String(repeating: " ", count: indent)
            return "[" + parts.joined(separator: separator) + "]"
        }

        /// Offsets, in elements, of all that is shown, in order.
        private static func offsets(_ shown: [[Int]], _ strides: Shape) -> [Int] {
            var offsets = [0]
            for (axis, indices) in shown.enumerated() {
                offsets = offsets.flatMap { base in
                    indices.filter { $0 >= 0 }.map { base + $0 * strides[axis] }
                }
            }
            return offsets
        }

        private static func text(_ tensor: Tensor, offset: Int) -> String {
            let scalar = tensor.view(tensor.body.view.with(shape: [], strides: [], offset: offset))
            switch tensor.dtype {
            case .bool: return String(scalar.toArray(as: Bool.self)[0])
            case .uint64: return String(scalar.toArray(as: UInt64.self)[0])
            case .float64: return short("\(scalar.toArray(as: Double.self)[0])", digits: 8)
            case let type where type.isFloatingPoint:
                return short("\(scalar.toArray(as: Float.self)[0])", digits: 8)
            default: return String(scalar.toArray(as: Int64.self)[0])
            }
        }

        /// A decimal number rounded to `digits` significant digits, save that whole digits stay.
        private static func short(_ text: String, digits: Int) -> String {
            let parts = text.split(separator: "e", maxSplits: 1)
            guard let point = parts[0].firstIndex(of: "."), let mantissa = Double(parts[0]) else {
                return text
            }
            let whole = parts[0][..<point].filter(\.isNumber)
            let room = max(1, digits - (whole == "0" ? 0 : whole.count))
            guard parts[0][point...].count - 1 > room else { return text }
            // At most 8 places behind at most 16 digits: exact enough, and printed as short.
            let scale = (0..<room).reduce(1.0) { scale, _ in scale * 10 }
            let rounded = "\((mantissa * scale).rounded() / scale)"
            guard parts.count > 1 else { return rounded }
            return Double("\(rounded)e\(parts[1])").map { "\($0)" } ?? text
        }
    }
}
