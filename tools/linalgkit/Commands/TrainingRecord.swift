import LinAlgKit

/// What a training run was told, and how far it has come; what the parts of the run keep apart.
package struct TrainingRecord: Codable, Sendable {
    /// The form of this record.
    package var version = 1
    /// The run, by a random number: no two have the same.
    package var run: String
    /// The data as they were named, and their digest.
    package var data: String
    package var dataDigest: String
    /// The shape of one sample.
    package var sampleShape: [Int]
    /// What `y` asks for.
    package var task: LearningTask
    /// The options of the run.
    package var options: TrainingOptions
    /// The number of epochs last asked for.
    package var epochs: Int

    /// Whole epochs that are done.
    package var epoch = 0
    /// Batches of the epoch under way that are done.
    package var batch = 0
    /// Batches that are done altogether.
    package var step = 0
    /// Loss and accuracy of the epoch under way.
    package var measured = Measurement()

    /// The digest of the weights at this point, and of those in the file that these replace.
    package var weights = ""
    package var replacedWeights: String?
}
