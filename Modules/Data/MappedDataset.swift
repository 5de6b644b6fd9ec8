/// Another dataset's elements as a function makes them, anew at each access; see ``Dataset/map(_:)``.
public struct MappedDataset<Base: Dataset, Output: Sendable>: Dataset {
    private let base: Base
    private let transform: @Sendable (Base.Element) throws -> Output

    public init(
        _ base: Base, _ transform: @escaping @Sendable (Base.Element) throws -> Output
    ) {
        self.base = base
        self.transform = transform
    }

    public var count: Int { base.count }

    public subscript(index: Int) -> Output { get throws { try transform(base[index]) } }
}
