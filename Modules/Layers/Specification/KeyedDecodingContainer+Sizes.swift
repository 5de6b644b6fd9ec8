extension KeyedDecodingContainer {
    /// A list of sizes, or a number that is the only one.
    func decodeSizes(forKey key: Key) throws -> [Int] {
        if let size = try? decode(Int.self, forKey: key) { return [size] }
        return try decode([Int].self, forKey: key)
    }
}
