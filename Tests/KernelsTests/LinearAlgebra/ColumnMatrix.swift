import Kernels
import TestSupport

/// A matrix in `Double` to compare factors with, column by column.
struct ColumnMatrix {
    let rows, columns: Int
    var elements: [Double]

    init(_ rows: Int, _ columns: Int, _ element: (Int, Int) -> Double) {
        (self.rows, self.columns) = (rows, columns)
        elements = (0..<rows * columns).map { element($0 % max(rows, 1), $0 / max(rows, 1)) }
    }

    init<T: Element>(_ memory: Guarded<T>, _ rows: Int, _ columns: Int) {
        self.init(rows, columns) { memory.pointer[$1 * rows + $0].double }
    }

    /// Numbers that look random.
    init(random rows: Int, _ columns: Int, _ random: inout SplitMix) {
        let numbers = Guarded<Double>([rows * columns], in: -1...1, &random)
        self.init(numbers, rows, columns)
    }

    static func unit(_ size: Int) -> ColumnMatrix { ColumnMatrix(size, size) { $0 == $1 ? 1 : 0 } }

    subscript(row: Int, column: Int) -> Double { elements[column * rows + row] }

    var transposed: ColumnMatrix { ColumnMatrix(columns, rows) { self[$1, $0] } }

    /// The elements that `isKept` names, 0 elsewhere.
    func keeping(_ isKept: (Int, Int) -> Bool) -> ColumnMatrix {
        ColumnMatrix(rows, columns) { isKept($0, $1) ? self[$0, $1] : 0 }
    }

    static func * (a: ColumnMatrix, b: ColumnMatrix) -> ColumnMatrix {
        ColumnMatrix(a.rows, b.columns) { i, j in
            (0..<a.columns).reduce(0) { $0 + a[i, $1] * b[$1, j] }
        }
    }

    static func - (a: ColumnMatrix, b: ColumnMatrix) -> ColumnMatrix {
        ColumnMatrix(a.rows, a.columns) { a[$0, $1] - b[$0, $1] }
    }

    /// The largest size of an element; NaN where there is one.
    var largest: Double {
        elements.reduce(0) { $1.isNaN || $0.isNaN ? .nan : max($0, $1.magnitude) }
    }

    /// The elements as memory of a type.
    func memory<T: Element>(_: T.Type = T.self, followedBy count: Int = 0) -> Guarded<T> {
        Guarded(elements.map { T($0) } + [T](repeating: T(.nan), count: count))
    }
}

/// The rounding of a type.
func epsilon<T: Element>(_: T.Type) -> Double {
    T.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
}
