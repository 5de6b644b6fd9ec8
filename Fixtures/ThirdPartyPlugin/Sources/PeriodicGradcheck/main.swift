import Faulty
import GradientCheckCommand
import Periodic

// The names keep both modules linked; the command finds the operations by itself.
_ = (SquaredSine.self, DoubledSine.self)
Gradcheck.main()
