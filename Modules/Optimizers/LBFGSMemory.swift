/// What ``LBFGS`` knows of the curvature, and where its last iteration went.
struct LBFGSMemory {
    /// Iterations and calls of the closure so far.
    var iterations = 0
    var evaluations = 0
    /// Pairs of a step s and the change y of the gradient along it, oldest first.
    var pairs: [(s: Tensor, y: Tensor)] = []
    /// sᵀy / yᵀy of the last pair: the size of the inverse Hessian.
    var scale = 1.0
    /// The last iteration's direction, length, and gradient.
    var direction: Tensor?
    var length = 0.0
    var gradient: Tensor?

    /// −H g, after the last iteration's pair is taken in (Nocedal and Wright, algorithm 7.4).
    mutating func direction(_ g: Tensor, historySize: Int) throws(TensorError) -> Tensor {
        if let direction, let gradient {
            let (s, y) = (direction * length, try g - gradient)
            let curvature = try dot(s, y)
            if curvature > 1e-10 {
                while pairs.count >= historySize { pairs.removeFirst() }
                pairs.append((s, y))
                scale = try curvature / dot(y, y)
            }
        }
        var q = -g
        var shares: [(alpha: Double, rho: Double)] = []
        for pair in pairs.reversed() {
            let rho = try 1 / dot(pair.y, pair.s)
            let alpha = try dot(pair.s, q) * rho
            q = try q - pair.y * alpha
            shares.append((alpha, rho))
        }
        q = q * scale
        for (pair, share) in zip(pairs, shares.reversed()) {
            q = try q + pair.s * (share.alpha - dot(pair.y, q) * share.rho)
        }
        return q
    }

    mutating func move(_ direction: Tensor, length: Double, from point: LBFGSPoint) {
        (self.direction, self.length, gradient) = (direction, length, point.gradient)
    }
}
