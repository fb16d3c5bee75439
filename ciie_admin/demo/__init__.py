"""Made-up fairs: units, persons and portraits from a seed, and the driver of the tour."""
