import Autograd
import GradientCheck
import TestSupport
import Testing

struct TensorLPPoolTests {
    @Test func normsOfWindows() throws {
        let x = try constant([3, -4, 0, 2, 5, 12], [1, 1, 6])
        #expect(try x.lpPool1d(2, kernelSize: 2).values == [5, 2, 13])
        #expect(near(try x.lpPool1d(1, kernelSize: 2, stride: 3).values, [-1, 7]))
        #expect(try x.lpPool1d(.infinity, kernelSize: 3).values == [4, 12])
        #expect(try x.lpPool1d(-.infinity, kernelSize: 3).values == [0, 2])
        let image = try constant([1, 1, 1, 1, 3, 4, 0, 0], [1, 2, 4])
        let rows = try image.lpPool2d(2, kernelSize: Size2(1, 2))
        #expect(rows.shape == [1, 2, 2])
        let root = Double(2).squareRoot()
        #expect(near(rows.values, [root, root, 5, 0]))
        // torch.nn.functional.lp_pool2d(image, 0.5, 2, stride=3), PyTorch 2.13.
        let roots = try image.lpPool2d(0.5, kernelSize: 2, stride: 3)
        #expect(near(roots.values, [32.856_406_460_551_014], within: 1e-14))
    }

    /// As PyTorch's: the mean of the places that are there, times the size of a whole window.
    @Test func aWindowThatIsNotFullIsScaledUp() throws {
        let y = try constant([3, 4, 2], [1, 3]).lpPool1d(2, kernelSize: 2, ceilMode: true)
        #expect(near(y.values, [5, 8.0.squareRoot()]))
    }

    @Test func gradientsAreThoseOfTheNorm() throws {
        let x = try leaf([3, 4, 1, 1], [1, 4])
        try x.lpPool1d(2, kernelSize: 2, stride: 2).sum().backward()
        #expect(near(x.grad?.values ?? [], [0.6, 0.8, 0.5.squareRoot(), 0.5.squareRoot()]))
        let image = try leaf([0.5, 1.5, 1, 2, 0.75, 1.25], [1, 2, 3])
        for (p, stride) in [(1.5, 1), (3, 2), (-1, 2)] as [(Double, Int)] {
            try gradcheck(
                { try $0[0].lpPool2d(p, kernelSize: 2, stride: Size2(stride)) }, inputs: [image])
        }
    }

    /// Also with 1, as in PyTorch, where the sum itself has one.
    @Test(arguments: [1, 1.5, 2, 3, 4])
    func windowsOfZerosHaveTheGradientZero(p: Double) throws {
        let x = try leaf([0, 0, 2, 0], [1, 4])
        try x.lpPool1d(p, kernelSize: 2).sum().backward()
        let gradient = x.grad?.values ?? []
        #expect(near(gradient, [0, 0, 1, p == 1 ? 1 : 0]), "\(gradient)")
    }

    @Test func theLargestMagnitudeGetsTheGradient() throws {
        let x = try leaf([1, -3, 2, 2], [1, 4])
        try x.lpPool1d(.infinity, kernelSize: 2).sum().backward()
        #expect(x.grad?.values == [0, -1, 1, 0])
    }

    @Test func whatHasNoRootIsNaN() throws {
        let x = try constant([1, -2, 1, 2], [1, 4])
        #expect(try x.lpPool1d(3, kernelSize: 2).values[0].isNaN)
        #expect(try x.lpPool1d(1.5, kernelSize: 2).values[0].isNaN)
        #expect(near(try x.lpPool1d(-1, kernelSize: 2).values, [2, 2.0 / 3]))
    }

    /// Squares of 300 do not fit in float16.
    @Test func emptyBatchesAndTypes() throws {
        let half = try constant([300, 400], [1, 2], .float16).lpPool1d(2, kernelSize: 2)
        #expect(half.dtype == .float16 && half.values == [500])
        let whole = try Tensor([[3, 4]]).lpPool1d(2, kernelSize: 2)
        #expect(whole.dtype == .float32 && whole.values == [5])
        #expect(try Tensor.zeros(0, 2, 4).lpPool1d(2, kernelSize: 2).shape == [0, 2, 2])
    }

    @Test func whatDoesNotFitIsNamed() throws {
        let x = try Tensor.zeros(1, 1, 4)
        for p in [0, -0.0, Double.nan] {
            #expect(
                errorText { _ = try x.lpPool1d(p, kernelSize: 2) }
                    == "lpPool1d: expected a normType other than 0 and NaN; got \(p).")
        }
        for (kernel, stride) in [(0, 1), (2, 0), (Int.max, 1), (1, Int.max), (-1, -1)] {
            for p in [2, Double.infinity] {
                #expect(
                    errorText { _ = try x.lpPool1d(p, kernelSize: kernel, stride: stride) }
                        .contains("of at least 1"))
            }
        }
        #expect(
            errorText { _ = try x.lpPool1d(2, kernelSize: 5) }
                .hasPrefix("lpPool1d: expected a window that fits"))
        #expect(
            errorText { _ = try Tensor.zeros(4, 4).lpPool2d(2, kernelSize: 2) }
                .hasPrefix("lpPool2d: expected [n, channels, height, width]"))
    }
}
