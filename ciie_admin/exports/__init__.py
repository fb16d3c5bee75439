"""Records to spreadsheets: which columns a list has, and the file they end up in."""
