import GradientCheckCommand

Gradcheck.main()
