import GradientCheck
import Kernels
import Testing

struct RowKernelsTests {
    @Test(arguments: ["sum.rows", "max.rows", "min.rows"])
    func faultsOfRowsAreSeen(name: String) throws {
        let faults: [Fault<RowReduction>] = [
            (
                "the last column left out",
                { right in
                    RowReduction { out, x, rows, columns in
                        if rows == 1, columns > 1 {
                            right.run(out, x, 1, columns - 1)
                        } else {
                            right.run(out, x, rows, columns)
                        }
                    }
                }
            ),
            (
                "a row",
                { right in
                    RowReduction { out, x, rows, columns in
                        right.run(out, x, rows, columns)
                        if rows > 2 { out.spoil(2) }
                    }
                }
            ),
        ]
        try expectSeen(name, faults)
    }

    @Test(arguments: ["sum.columns", "max.columns", "min.columns"])
    func faultsOfColumnsAreSeen(name: String) throws {
        let faults: [Fault<ColumnReduction>] = [
            (
                "the last row left out",
                { right in
                    ColumnReduction { out, x, rows, columns, stride in
                        right.run(out, x, max(rows - 1, 1), columns, stride)
                    }
                }
            ),
            (
                "gaps between rows",
                { right in
                    ColumnReduction { out, x, rows, columns, stride in
                        right.run(out, x, rows, columns, columns)
                    }
                }
            ),
        ]
        try expectSeen(name, faults)
    }

    @Test(arguments: ["softmax", "logSoftmax"])
    func faultsOfMapsOfRowsAreSeen(name: String) throws {
        let faults: [Fault<RowMap>] = [
            (
                "all rows as one",
                { right in
                    RowMap { out, x, rows, columns in
                        right.run(out, x, min(rows, 1), rows * columns)
                    }
                }
            ),
            (
                "the last column",
                { right in
                    RowMap { out, x, rows, columns in
                        right.run(out, x, rows, columns)
                        if rows * columns > 0 { out.spoil(columns - 1) }
                    }
                }
            ),
        ]
        try expectSeen(name, faults)
        let gradientFaults: [Fault<RowGradient>] = [
            (
                "upstream gradient and output exchanged",
                { right in
                    RowGradient { dx, g, y, rows, columns in right.run(dx, y, g, rows, columns) }
                }
            ),
            (
                "the last element",
                { right in
                    RowGradient { dx, g, y, rows, columns in
                        right.run(dx, g, y, rows, columns)
                        if rows * columns > 0 { dx.spoil(rows * columns - 1) }
                    }
                }
            ),
        ]
        try expectSeen("\(name).gradient", gradientFaults)
    }
}
