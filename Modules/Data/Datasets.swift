import Autograd
import CDatasets
import Serialization

/// Data to begin with: two that come with the library, and some that are made by a formula.
///
/// They are part of the program, so no file has to lie beside it.
public enum Datasets {
    /// 1,797 handwritten digits.
    ///
    /// Shape: x float32 [1797, 1, 8, 8], grey from 0 (paper) to 1 (ink); y int64 [1797], 0 to 9
    ///
    /// Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine
    /// Learning Repository, doi 10.24432/C50P49, CC BY 4.0; see Fixtures/Datasets/README.md.
    public static func digits() throws -> TensorDataset {
        var (levels, labels): ([Float], [Int64]) = ([], [])
        // A line for each digit: its label, a colon, and 64 levels from a (0) to q (16).
        for line in bundled(cdatasets_digits, cdatasets_digits_count).split(
            separator: UInt8(ascii: "\n"))
        {
            labels.append(Int64(line[line.startIndex]) - Int64(UInt8(ascii: "0")))
            levels += line.dropFirst(2).map { Float($0 - UInt8(ascii: "a")) / 16 }
        }
        return try TensorDataset(
            Tensor(levels, shape: [labels.count, 1, 8, 8]), Tensor(labels, shape: [labels.count]))
    }

    /// The names of the three species of ``iris()``.
    public static let irisSpecies = ["setosa", "versicolor", "virginica"]

    /// 150 flowers of three species of iris: length and width of sepals and petals, in centimetres.
    ///
    /// Shape: x float32 [150, 4]; y int64 [150], places in ``irisSpecies``
    ///
    /// Source: R. A. Fisher 1936, "The use of multiple measurements in taxonomic problems", table I;
    /// see Fixtures/Datasets/README.md.
    public static func iris() throws -> TensorDataset {
        let table = try CSV(
            bundled(cdatasets_iris, cdatasets_iris_count), CSVOptions(), CSVSource(path: "iris"))
        return try TensorDataset(
            table.tensor(columns: Array(table.columns.dropLast())),
            table.labels(column: "species").labels)
    }

    /// The bytes of a file that was compiled into the program.
    private static func bundled(
        _ bytes: () -> UnsafePointer<UInt8>?, _ count: () -> Int
    ) -> [UInt8] {
        // The array in C has `count` bytes and is there for ever.
        Array(UnsafeBufferPointer(start: bytes(), count: count()))
    }
}
