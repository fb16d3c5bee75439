"""The windows: everything Qt of the client except the start of the program."""
