import Autograd
import TestSupport
import Testing

struct TensorNanToNumTests {
    @Test func replacesWhatIsNotFinite() throws {
        let x = try leaf([nan, infinity, -infinity, 2])
        let y = x.nanToNum(nan: 1, posInf: 5, negInf: -5)
        #expect(y.values == [1, 5, -5, 2])
        try y.sum().backward()
        #expect(x.grad?.values == [0, 0, 0, 1])
    }

    @Test func theEndsOfTheType() throws {
        let ends: [(DType, Double)] = [
            (.float16, 65504), (.bfloat16, 3.3895313892515355e38),
            (.float32, Double(Float.greatestFiniteMagnitude)),
            (.float64, .greatestFiniteMagnitude),
        ]
        for (dtype, largest) in ends {
            let x = try constant([infinity, -infinity, nan], dtype).nanToNum()
            #expect(x.dtype == dtype && x.values == [largest, -largest, 0])
        }
        #expect(try Tensor([3]).nanToNum().dtype == .int64)
    }
}
