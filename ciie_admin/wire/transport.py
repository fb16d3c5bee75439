"""What both ends must agree on about HTTP: media types and paths."""

JSON = "application/json"
PACKED = "application/vnd.ciie.packed"
"""JSON in one zstandard frame. Its own media type: a portal's HTML can never pass for it."""
EXCHANGE = "/exchange"
HELLO = "/hello"
SIGN_IN = "/sign-in"
WAIT = "/wait"
THUMBNAILS = "/thumbnails"
PHOTOS = "/photos"
"""Followed by a slash and the digest."""
WAIT_SECONDS = 25
"""How long the server holds a wait."""
