"""What travels between client and server: operations up, verdicts and changes down."""
