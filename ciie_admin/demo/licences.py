"""Pictures that stand for scanned licences: a frame, lines instead of text, a seal."""

from functools import cache
from hashlib import sha256
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

VARIANTS = 6
WIDTH, HEIGHT = 900, 640
PAPERS = ("#FBF7EA", "#F7F4E4", "#FDFBF3")
FRAME, INK, SEAL = "#B8862B", "#8A8F98", "#C0392B"


@cache
def licence(variant: int) -> bytes:
    """JPEG of one of `VARIANTS` pictures, about 50 KB."""
    rng = Random(variant)
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPERS[variant % len(PAPERS)])
    draw = ImageDraw.Draw(picture)
    for inset, width in ((18, 8), (36, 2)):
        box = (inset, inset, WIDTH - inset, HEIGHT - inset)
        draw.rounded_rectangle(box, radius=14, outline=FRAME, width=width)
    draw.rounded_rectangle((300, 90, 600, 128), radius=6, fill="#4A4F57")
    for row in range(8):
        top = 190 + row * 42
        draw.rectangle((110, top, 210, top + 12), fill=INK)
        draw.rectangle((240, top, 330 + rng.randint(60, 420), top + 12), fill="#C3C7CD")
    centre = (690 + rng.randint(-30, 30), 500 + rng.randint(-20, 20))
    draw.circle(centre, 66, outline=SEAL, width=6)
    draw.regular_polygon((*centre, 26), 5, rotation=36, fill=SEAL)
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


@cache
def licence_digest(variant: int) -> str:
    """SHA-256, the address pictures are stored under."""
    return sha256(licence(variant)).hexdigest()
