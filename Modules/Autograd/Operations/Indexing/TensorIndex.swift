import Kernels

/// One entry of a subscript: an index, a range, or a way to treat axes.
public protocol TensorIndexing: Sendable {
    /// The entry in its common form.
    var tensorIndex: TensorIndex { get }
}

/// What an entry of a subscript does to an axis.
///
/// `x[0]`, `x[1..<3, -1]`, `x[.ellipsis, 0]`, `x[.newAxis, .all, .range(step: -1)]`. Negative
/// indices count from the back; ranges end where the axis does, as in NumPy.
public enum TensorIndex: TensorIndexing, ExpressibleByIntegerLiteral {
    /// One element; the axis goes.
    case at(Int)
    /// Elements from `from` on, up to and without `to`, `step` apart; nil means the end that lies
    /// in the step's direction.
    case range(from: Int? = nil, to: Int? = nil, step: Int = 1)
    /// The whole axis.
    case all
    /// As many whole axes as there are entries missing.
    case ellipsis
    /// A new axis of size 1.
    case newAxis
    /// The elements at integers, whose axes take the axis' place; or, of `bool`, those where it is
    /// true, in place of as many axes as it has. See ``Tensor/subscript(_:)-(TensorIndex...)``.
    case tensor(Tensor)

    public init(integerLiteral value: Int) { self = .at(value) }
    public var tensorIndex: TensorIndex { self }

    /// A range between two indices.
    public static func ..< (lower: TensorIndex, upper: TensorIndex) -> TensorIndex {
        .range(from: lower.position, to: upper.position)
    }

    /// A range between two indices, the second included.
    public static func ... (lower: TensorIndex, upper: TensorIndex) -> TensorIndex {
        .range(from: lower.position, to: upper.following)
    }

    /// A range from an index to the end.
    public static postfix func ... (lower: TensorIndex) -> TensorIndex {
        .range(from: lower.position)
    }

    /// A range from the start to an index.
    public static prefix func ..< (upper: TensorIndex) -> TensorIndex {
        .range(to: upper.position)
    }

    /// A range from the start to an index, which is included.
    public static prefix func ... (upper: TensorIndex) -> TensorIndex {
        .range(to: upper.following)
    }

    /// The index, nil for what is none and stands for an open end.
    private var position: Int? {
        guard case .at(let index) = self else { return nil }
        return index
    }

    /// The end of a range that includes this index; −1 is the axis' last, with an open end.
    private var following: Int? {
        guard let position, position != -1, position < Int.max else { return nil }
        return position + 1
    }
}

extension Tensor: TensorIndexing { public var tensorIndex: TensorIndex { .tensor(self) } }

extension Int: TensorIndexing { public var tensorIndex: TensorIndex { .at(self) } }

extension Range: TensorIndexing where Bound == Int {
    public var tensorIndex: TensorIndex { .range(from: lowerBound, to: upperBound) }
}

extension ClosedRange: TensorIndexing where Bound == Int {
    public var tensorIndex: TensorIndex { TensorIndex.at(lowerBound)...TensorIndex.at(upperBound) }
}

extension PartialRangeFrom: TensorIndexing where Bound == Int {
    public var tensorIndex: TensorIndex { .range(from: lowerBound) }
}

extension PartialRangeUpTo: TensorIndexing where Bound == Int {
    public var tensorIndex: TensorIndex { .range(to: upperBound) }
}

extension PartialRangeThrough: TensorIndexing where Bound == Int {
    public var tensorIndex: TensorIndex { ...TensorIndex.at(upperBound) }
}

/// A subscript applied to a shape: the part of each axis, and the shape that is read.
struct IndexPlan {
    /// The part of each axis.
    var spans: [Slice.Span] = []
    /// The shape of the result, without the axes indexed by one number, with the new ones.
    var shape = Shape()

    init(_ entries: [TensorIndex], _ x: Tensor) throws(TensorError) {
        let used = entries.reduce(0) { $0 + $1.axisCount }
        let ellipses = entries.count { if case .ellipsis = $0 { true } else { false } }
        guard used <= x.rank, ellipses <= 1 else {
            throw TensorError(
                .axis, "subscript",
                expected: "at most \(x.rank) indices and one ellipsis for \(x.shape)",
                got: "\(used) indices and \(ellipses) ellipses", inputs: [x])
        }
        for entry in ellipses == 0 ? entries + [.ellipsis] : entries {
            switch entry {
            case .newAxis: shape.append(1)
            case .ellipsis:
                for _ in used..<x.rank { keep(Slice.Span(start: 0, count: x.shape[spans.count])) }
            // An index tensor gets whole axes, which ``TensorPick`` picks from.
            case .all, .tensor:
                for _ in 0..<entry.axisCount {
                    keep(Slice.Span(start: 0, count: x.shape[spans.count]))
                }
            case .at(let index):
                let size = x.shape[spans.count]
                guard index >= -size, index < size else {
                    throw TensorError(
                        .index, "subscript",
                        expected: "an index from \(-size) to \(size - 1) for dim \(spans.count)",
                        got: "\(index)", inputs: [x])
                }
                spans.append(Slice.Span(start: index < 0 ? index + size : index, count: 1))
            case .range(let from, let to, let step):
                keep(try Self.span(from, to, step, size: x.shape[spans.count], x))
            }
        }
    }

    private mutating func keep(_ span: Slice.Span) {
        spans.append(span)
        shape.append(span.count)
    }

    /// A range's elements, with NumPy's rules: ends are moved into the axis.
    private static func span(
        _ from: Int?, _ to: Int?, _ step: Int, size: Int, _ x: Tensor
    ) throws(TensorError) -> Slice.Span {
        guard step != 0 else {
            throw TensorError(
                .value, "subscript", expected: "a step other than 0", got: "0", inputs: [x])
        }
        func clamp(_ index: Int?, _ fallback: Int, _ low: Int, _ high: Int) -> Int {
            guard let index else { return fallback }
            return min(max(index < 0 ? index + size : index, low), high)
        }
        let start: Int
        let end: Int
        if step > 0 {
            start = clamp(from, 0, 0, size)
            end = clamp(to, size, 0, size)
        } else {
            start = clamp(from, size - 1, -1, size - 1)
            end = clamp(to, -1, -1, size - 1)
        }
        let distance = step > 0 ? end - start : start - end
        let count = distance <= 0 ? 0 : Int(UInt(distance - 1) / step.magnitude) + 1
        // The step to a neighbour that is not there may be too large for an address.
        return Slice.Span(
            start: count == 0 ? 0 : start, step: count > 1 ? step : 1, count: count)
    }
}

extension Tensor {
    /// A part of the tensor through which gradients flow: a view, a copy where tensors pick
    /// elements.
    ///
    /// `x[ids]` are the rows at integers, negative ones counted from the end, `x[mask]` those where
    /// a `bool` tensor is true, and `x[.tensor(i), .all, .tensor(j)]` the elements of pairs:
    /// tensors broadcast together. Their axes come where the tensors stand, or first when others
    /// stand between them, as in PyTorch.
    ///
    /// - Throws: ``TensorError`` when there are too many entries or an index lies outside.
    public subscript(_ entries: TensorIndex...) -> Tensor {
        get throws(TensorError) { try part(entries) }
    }

    /// A part of the tensor through which gradients flow; see the subscript of ``TensorIndex``.
    ///
    /// - Throws: ``TensorError`` when there are too many entries or an index lies outside.
    @_disfavoredOverload
    public subscript(_ entries: any TensorIndexing...) -> Tensor {
        get throws(TensorError) { try part(entries.map(\.tensorIndex)) }
    }

    func part(
        _ entries: [TensorIndex], _ operation: String = "subscript"
    ) throws(TensorError) -> Tensor {
        let plan = try IndexPlan(entries, self)
        let slice = try Slice(plan.spans)(self)
        let part = slice.shape == plan.shape ? slice : try slice.reshape(plan.shape)
        let pick = try TensorPick(entries, part, operation)
        return pick.isNothing ? part : try pick(part)
    }

    /// Writes `value`, broadcast, into a part of the tensor: `try x.set(0, 1..<3, to: row)`.
    ///
    /// A copy made earlier does not change. Gradients flow to `value`, and to what was not
    /// overwritten. (A Swift subscript that throws cannot be assigned to.)
    ///
    /// - Throws: ``TensorError`` when the part does not exist or `value` does not broadcast to it.
    public mutating func set(
        _ entries: any TensorIndexing..., to value: Tensor
    ) throws(TensorError) {
        let entries = entries.map(\.tensorIndex)
        if entries.contains(where: \.isTensor) {
            // A leaf stays one where nothing is recorded, as below.
            let leaf = isGradEnabled ? nil : body.node as? Leaf
            self = try written(
                entries, value.to(dtype: dtype), accumulate: false, operation: "set")
            if let leaf { body.node = leaf }
            return
        }
        let plan = try IndexPlan(entries, self)
        guard value.shape.broadcast(with: plan.shape) == plan.shape else {
            throw TensorError(
                .shape, "set", expected: "a value that broadcasts to \(plan.shape)",
                got: "\(value.shape)", inputs: [self, value])
        }
        let value = try value.to(dtype: dtype).expand(plan.shape)
            .reshape(Shape(plan.spans.map(\.count)))
        let isTracked = body.node != nil || value.body.node != nil
        if isTracked, isGradEnabled {
            // Zero in the part, plus the value there.
            let mask = try SliceScatter(plan.spans, into: shape)(
                Tensor.full(value.shape, 1, dtype: .bool))
            let written = try SliceScatter(plan.spans, into: shape)(value)
            self = try `where`(mask, written, self)
            return
        }
        let source = value.sharesMemory(with: self) ? try value.copied() : value
        let view = try writableView(operation: "set")
        Copy.copy(Slice(plan.spans).view(of: view), source.body.view)
        if !(body.node is Leaf) { body.node = nil }
        withExtendedLifetime(source) {}
    }
}
