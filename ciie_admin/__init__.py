"""Administration of trade-mission secretariats for the China International Import Expo."""
