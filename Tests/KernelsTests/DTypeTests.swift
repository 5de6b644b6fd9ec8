import Foundation
import Kernels
import Testing

struct DTypeTests {
    @Test func sizesAreThoseOfNumPy() {
        let sizes: [DType: Int] = [
            .bool: 1, .uint8: 1, .int8: 1, .int16: 2, .uint16: 2, .float16: 2, .bfloat16: 2,
            .int32: 4, .uint32: 4, .float32: 4, .int64: 8, .uint64: 8, .float64: 8,
        ]
        #expect(sizes.count == DType.allCases.count)
        for (dtype, size) in sizes { #expect(dtype.byteCount == size, "\(dtype)") }
    }

    @Test func namesLeadBack() {
        for dtype in DType.allCases {
            #expect(DType(name: dtype.name) == dtype && "\(dtype)" == dtype.name)
        }
        #expect(DType(name: "float") == nil && DType(name: "Float32") == nil)
        #expect(DType(name: "") == nil)
    }

    @Test func everyTypeIsOfOneKind() {
        for dtype in DType.allCases {
            let kinds = [dtype == .bool, dtype.isInteger, dtype.isFloatingPoint]
            #expect(kinds.count { $0 } == 1, "\(dtype)")
        }
        #expect(
            DType.allCases.filter(\.isFloatingPoint) == [.float16, .bfloat16, .float32, .float64])
    }

    @Test func sixTypesComputeAndHoldWhatTheOthersHold() {
        #expect(
            DType.allCases.filter(\.computes)
                == [.bool, .uint8, .int32, .int64, .float32, .float64])
        for dtype in DType.allCases {
            #expect(dtype.computeType.computes)
            #expect(dtype.computeType.byteCount >= dtype.byteCount)
            #expect(dtype.computeType.isFloatingPoint == dtype.isFloatingPoint)
        }
    }

    @Test func codesSurviveAFile() throws {
        // Codes are part of no format, but of Codable configurations.
        for dtype in DType.allCases {
            let data = try JSONEncoder().encode([dtype])
            #expect(try JSONDecoder().decode([DType].self, from: data) == [dtype])
        }
    }
}
