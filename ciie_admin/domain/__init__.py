"""The rules of the fair: plain Python, no I/O, no Qt, no SQL. Both programs call them."""
