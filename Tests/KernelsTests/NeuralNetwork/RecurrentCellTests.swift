import Kernels
import Testing

struct RecurrentCellTests {
    @Test func cellsSayWhatTheyHave() {
        #expect(RecurrentCell.allCases.map(\.gateCount) == [4, 3, 1, 1])
        #expect(RecurrentCell.allCases.filter(\.hasCellState) == [.lstm])
        #expect(RecurrentCell.allCases.filter(\.isRecurrentApart) == [.gru])
        #expect(RecurrentCell.allCases.filter(\.keepsMore) == [.lstm, .gru])
    }

    @Test func kernelsGoByTheCellsName() {
        for cell in RecurrentCell.allCases {
            #expect(cell.step.name == cell.rawValue)
            #expect(cell.gradient.name == "\(cell.rawValue).gradient")
            #expect(cell.step(.float32) != nil && cell.gradient(.float64) != nil)
            #expect(cell.step(.int32) == nil && cell.gradient(.int32) == nil)
        }
        #expect(RecurrentCell.kernelPlaces.count == 8)
    }
}
