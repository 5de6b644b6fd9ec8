import Autograd
import GradientCheck
import TestSupport
import Testing

struct EinsumTests {
    @Test func spellsWhatOthersDo() throws {
        let (a, b) = (try constant([1, 2, 3, 4], [2, 2]), try constant([5, 6, 7, 8], [2, 2]))
        #expect(try einsum("ij,jk->ik", a, b).values == a.matmul(b).values)
        #expect(try einsum("ij,jk", a, b).values == a.matmul(b).values)
        #expect(try einsum("ij->ji", a).values == [1, 3, 2, 4])
        #expect(try einsum("ii", a).values == [5] && einsum("ii->i", a).values == [1, 4])
        #expect(try einsum("ba", a).values == [1, 3, 2, 4])
        #expect(try einsum("i j , k l -> i j k l", a, b).shape == [2, 2, 2, 2])
        #expect(try einsum("...j->...", a).values == [3, 7])
        #expect(try einsum("ij,ij->", a, b).values == [70])
        let whole = try einsum("ij->i", Tensor([[1, 2]], dtype: .int32))
        #expect(whole.dtype == .int32 && whole.values == [3])
        #expect(
            try einsum("i,i->", Tensor.ones(2, dtype: .float16), .ones(2, dtype: .float16))
                .dtype == .float16)
    }

    @Test func permutationsAndDiagonalsOfNothingCopyNothing() throws {
        let x = try leaf([1, 2, 3, 4], [2, 2])
        #expect(try einsum("ij->ji", x).sharesMemory(with: x))
        #expect(try einsum("ii->i", x).sharesMemory(with: x))
    }

    @Test func gradients() throws {
        let inputs = [
            try leaf([1, 2, 3, 4, 5, 6], [2, 3]), try leaf([1, -1, 2], [3]),
            try leaf([2, 1, 0, 3], [2, 2]),
        ]
        try gradgradcheck({ try einsum("ij,j,ki->k", $0) }, inputs: inputs)
        try gradgradcheck({ try einsum("ii,ij->j", $0[1], $0[0]) }, inputs: [inputs[0], inputs[2]])
    }

    @Test func theEquationAndWhatIsWrongAreNamed() throws {
        let x = try Tensor.zeros(2, 3)
        let rows: [(String, [Tensor], String)] = [
            ("ij,jk", [x, x], "one size for \"j\"; got 3 and 2 in \"ij,jk\""),
            ("ij->ii", [x], "each letter once in the result; got \"i\" twice"),
            ("ij->k", [x], "letters of the tensors in the result; got \"k\""),
            ("ij,jk", [x], "a tensor for each of 2 terms; got 1 tensors"),
            ("ijk", [x], "3 dims for term 0; got [2, 3]"),
            ("ijk...", [x], "3 dims at least for term 0"),
            ("ii", [x], "one size for \"i\"; got 2 and 3"),
            ("i1", [x], "letters, one \"...\" in each term"),
            ("ij->i->j", [x], "got i->j in"),
            ("i.j", [x], "got i.j in"), ("é", [x], "got é in"),
            ("...,...", [x, try .zeros(3, 2)], "one size for an axis of \"...\""),
        ]
        for (equation, tensors, expected) in rows {
            let text = errorText { _ = try einsum(equation, tensors) }
            #expect(text.hasPrefix("einsum: expected ") && text.contains(expected), "\(text)")
        }
        #expect(errorText { _ = try einsum("i", []) }.contains("got none"))
        #expect(errorText { _ = try einsum("i", Tensor([true])) }.contains("got bool"))
        #expect(
            errorText { _ = try einsum("i,i", .ones(2), .arange(2)) }.contains("float32, int64"))
    }
}
