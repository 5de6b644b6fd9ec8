import Serialization
import TensorCore
import TestSupport
import Testing

struct DTypePromotionTests {
    /// A table made by tools/fixtures/promotion.py: types by number, rows first.
    private func table(_ name: String) throws -> [[Int]] {
        let fixture = try StateDictionary(contentsOf: fixturePath("TensorCore/promotion.npz"))
        let tensor = try #require(fixture[name])
        let (numbers, columns) = (tensor.toArray(as: Int.self), tensor.shape[1])
        return stride(from: 0, to: numbers.count, by: columns).map {
            Array(numbers[$0..<$0 + columns])
        }
    }

    @Test func typesPromoteAsInPyTorch() throws {
        let table = try table("tensors")
        for a in DType.allCases {
            for b in DType.allCases {
                let expected = table[Int(a.rawValue)][Int(b.rawValue)]
                // PyTorch refuses to combine the wide unsigned types with other integers.
                guard expected >= 0 else { continue }
                #expect(Int(a.promoted(with: b).rawValue) == expected, "\(a), \(b)")
            }
        }
        #expect(table.joined().count { $0 >= 0 } == 127)
    }

    @Test func tensorsWithoutDimensionsPromoteAsInPyTorch() throws {
        let table = try table("zero_dim")
        for a in DType.allCases {
            for b in DType.allCases {
                let expected = table[Int(a.rawValue)][Int(b.rawValue)]
                guard expected >= 0 else { continue }
                #expect(
                    Int(a.promoted(withScalar: b, isLiteral: false).rawValue) == expected,
                    "\(a), \(b)")
            }
        }
    }

    @Test func literalsPromoteAsPythonNumbersDo() throws {
        let table = try table("literal")
        for a in DType.allCases {
            for (column, scalars) in [[DType.bool], [.int64], [.float32, .float64]].enumerated() {
                for scalar in scalars {
                    #expect(
                        Int(a.promoted(withScalar: scalar, isLiteral: true).rawValue)
                            == table[Int(a.rawValue)][column], "\(a), \(scalar)")
                }
            }
        }
    }

    /// Two unsigned types give the wider; else the narrowest signed type that holds both.
    @Test func unsignedTypesThatPyTorchRefuses() {
        let rows: [(DType, DType, DType)] = [
            (.uint8, .uint16, .uint16), (.uint16, .uint32, .uint32), (.uint32, .uint64, .uint64),
            (.uint16, .int16, .int32), (.uint16, .int8, .int32), (.uint16, .int32, .int32),
            (.uint32, .int32, .int64), (.uint32, .int64, .int64), (.uint64, .int8, .int64),
            (.uint64, .int64, .int64), (.bool, .uint64, .uint64),
        ]
        for (a, b, c) in rows {
            #expect(a.promoted(with: b) == c && b.promoted(with: a) == c, "\(a), \(b)")
        }
    }

    @Test func promotionIsSymmetricAndIdempotent() {
        for a in DType.allCases {
            #expect(a.promoted(with: a) == a)
            #expect(a.floating == (a.isFloatingPoint ? a : .float32))
            for b in DType.allCases {
                let c = a.promoted(with: b)
                #expect(b.promoted(with: a) == c)
                #expect(c.promoted(with: a) == c && c.promoted(with: b) == c, "\(a), \(b)")
            }
        }
    }

    @Test func shapesBroadcastByNumPysRule() {
        let fits: [(Shape, Shape, Shape)] = [
            ([], [], []), ([], [2, 3], [2, 3]), ([3], [2, 3], [2, 3]), ([2, 1], [1, 3], [2, 3]),
            ([2, 1, 4], [3, 1], [2, 3, 4]), ([0], [1], [0]), ([2, 0], [1, 1], [2, 0]),
            ([1, 1, 1, 1, 1, 1, 2], [3, 1], [1, 1, 1, 1, 1, 3, 2]),
        ]
        for (a, b, c) in fits {
            #expect(a.broadcast(with: b) == c && b.broadcast(with: a) == c, "\(a), \(b)")
        }
        for (a, b) in [([2], [3]), ([2, 3], [2]), ([0], [2]), ([4, 1], [3, 2])] as [(Shape, Shape)]
        {
            #expect(a.broadcast(with: b) == nil && b.broadcast(with: a) == nil, "\(a), \(b)")
        }
    }
}
