/// The sizes of an array [images, channels, spatial], as kernels that work by channel see it.
public struct ChannelSizes: Sendable, Hashable {
    /// The first axis.
    public var images: Int
    /// The second axis.
    public var channels: Int
    /// All further axes as one.
    public var spatial: Int

    /// The sizes of a shape with two axes or more.
    public init(_ shape: Shape) {
        images = shape[0]
        channels = shape[1]
        spatial = shape[2...].reduce(1, *)
    }

    /// Elements of one channel.
    public var perChannel: Int { images * spatial }

    /// Channels that one block works on: a channel's elements stay in a core's cache between the
    /// passes over them. Where they lie apart one by one, a cache line's worth at least.
    var grain: Int {
        let grain = max(1, 16_384 / max(perChannel, 1))
        return spatial == 1 ? max(16, grain) : grain
    }

    /// Elements before those of a channel in an image.
    @inline(__always)
    func start(_ image: Int, _ channel: Int) -> Int { (image * channels + channel) * spatial }
}
