"""Photos: bytes in, findings out. No window, no store, no network, no words."""
