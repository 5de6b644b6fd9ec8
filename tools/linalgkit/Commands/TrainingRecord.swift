import LinAlgKit

/// What a training run was told, and how far it has come; weights and the optimizer's tensors apart.
struct TrainingRecord: Codable, Sendable {
    /// The form of this record.
    var version = 1
    /// The run, by a random number: no two have the same.
    var run: String
    /// The data as they were named, and their digest.
    var data: String
    var dataDigest: String
    /// The shape of one sample.
    var sampleShape: [Int]
    /// What `y` asks for.
    var task: LearningTask
    /// The options of the run.
    var options: TrainingOptions
    /// The number of epochs last asked for.
    var epochs: Int

    /// Whole epochs that are done.
    var epoch = 0
    /// Batches of the epoch under way that are done.
    var batch = 0
    /// Batches that are done altogether.
    var step = 0
    /// Loss and accuracy of the epoch under way.
    var measured = Measurement()
    /// The model's generator.
    var generator: Generator.State
    /// Where the schedule stands.
    var scheduler: SchedulerState?

    /// The digest of the weights at this point, and of those in the file that these replace.
    var weights = ""
    var replacedWeights: String?
}
