import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct ElementConversionTests {
    @Test(
        "row 61: NumPy's big-endian and Fortran archives are read bit by bit",
        arguments: [
            "big_endian.npz", "fortran.npz",
        ])
    func convertsForeignArchives(name: String) throws {
        let lines = try fixtureLines("manifest.txt").filter { $0[1] == name }
        let state = try NPZ.read(from: fixture(name))
        #expect(state.keys == lines.map { $0[2] })
        for line in lines {
            #expect(try Bits(#require(state[line[2]])) == Bits(manifestLine: line), "\(line[2])")
        }
    }
}
