import Autograd
import Foundation
import Testing

struct ConvolutionPaddingCodableTests {
    private func decoded<Size>(_ json: String) throws -> ConvolutionPadding<Size> {
        try JSONDecoder().decode(ConvolutionPadding<Size>.self, from: Data(json.utf8))
    }

    @Test func readsNamesAndSizes() throws {
        #expect(try decoded("\"same\"") == ConvolutionPadding<Int>.same)
        #expect(try decoded("\"valid\"") == ConvolutionPadding<Size2>.valid)
        #expect(try decoded("3") == ConvolutionPadding<Int>.size(3))
        #expect(try decoded("[1, 2]") == ConvolutionPadding.size(Size2(1, 2)))
        #expect(throws: DecodingError.self) {
            let _: ConvolutionPadding<Int> = try decoded("\"a\"")
        }
        #expect(throws: DecodingError.self) { let _: ConvolutionPadding<Int> = try decoded("[1]") }
    }

    @Test func writesWhatItReads() throws {
        let all: [ConvolutionPadding<Size2>] = [.same, .valid, 3, .size(Size2(1, 2))]
        for padding in all {
            let data = try JSONEncoder().encode(padding)
            #expect(try JSONDecoder().decode(ConvolutionPadding<Size2>.self, from: data) == padding)
        }
        #expect(try JSONEncoder().encode(ConvolutionPadding<Int>.same) == Data("\"same\"".utf8))
    }
}
