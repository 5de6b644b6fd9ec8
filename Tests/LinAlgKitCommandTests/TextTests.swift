import LinAlgKitCommands
import Testing

struct TextTests {
    @Test(arguments: [
        (0.0, "0.0000"), (0.05024, "0.0502"), (12.5, "12.5000"), (0.0001, "1.000e-04"),
        (-0.25, "-0.2500"), (12345.6, "1.235e+04"), (.infinity, "inf"), (.nan, "nan"),
    ])
    func decimals(value: Double, text: String) { #expect(decimal(value) == text) }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1797, "-1,797"),
    ])
    func groups(count: Int, text: String) { #expect(grouped(count) == text) }

    @Test(arguments: [
        (0.4, "0:00"), (7, "0:07"), (59.6, "1:00"), (3723, "1:02:03"), (-1, "0:00"),
        (.infinity, "–:––"), (.nan, "–:––"), (1e12, "–:––"),
    ])
    func clocks(seconds: Double, text: String) { #expect(clock(seconds) == text) }

    @Test func columns() {
        #expect(right("ab", 4) == "  ab" && left("ab", 4) == "ab  ")
        #expect(right("abcde", 4) == "abcde" && left("abcde", 4) == "abcde")
        #expect(short(1.0 / 3) == "0.333333" && short(123_456_789) == "1.23457e+08")
    }
}
