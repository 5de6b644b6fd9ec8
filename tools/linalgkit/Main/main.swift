import LinAlgKitCommands

LinAlgKitCommand.main()
