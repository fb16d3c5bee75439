"""All rules that need the nets, in the order they are said, and what was seen for them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.photos.aligned import align
from ciie_admin.photos.background import Ground, behind, ground_of
from ciie_admin.photos.border import frame_of, framed
from ciie_admin.photos.covered import covered, masked
from ciie_admin.photos.cutout import person_mask, pressed
from ciie_admin.photos.decoding import Pixels
from ciie_admin.photos.detection import MARGIN, THRESHOLD, Found, best_score, detect
from ciie_admin.photos.eyewear import shaded
from ciie_admin.photos.file_rules import FileReading
from ciie_admin.photos.finding import Kept, PhotoFinding, Said, reject
from ciie_admin.photos.headwear import covering
from ciie_admin.photos.light import coloured, lit
from ciie_admin.photos.mesh import Mesh, measure
from ciie_admin.photos.nets import Nets
from ciie_admin.photos.placing import cut_off, held, placed, several
from ciie_admin.photos.sharpness import SMEARED, fine_detail, sharp
from ciie_admin.photos.sight import Sight, pose
from ciie_admin.photos.stretched import stretch

DOUBTFUL = 0.7
"""Score of the best face below which the picture is turned to see whether a better one comes:
faces upside down are found upright with .37 to .69, upright ones have .56 and more.
"""
CERTAIN, UNCERTAIN = 0.5, 0.3
"""Of the mesh, that it lies on a face: to turn a picture for it; to doubt what was found."""
ON_ITS_SIDE, SIDEWAYS = 40.0, 0.3
"""Degrees of roll from which a face lies; what that takes from the score."""
HALF_SEEN = 0.08
"""Of a face, outside the picture: more, and what covers or shapes it cannot be told."""
CERTAINTY, BETTER = 0.1, 0.12
"""What certainty is worth in score, and by how much a turned picture must be better: a black mask
looks like the hair of somebody upside down.
"""


Sizes = tuple[Pixels, Pixels]
"""A picture and the same half as large."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the rules said, and what they saw: nothing where there is no face."""

    said: tuple[Said, ...]
    sight: Sight | None = None
    ground: Ground | None = None


def look(file: FileReading, sizes: Sizes, limits: PhotoLimits, nets: Nets) -> Looked:
    """`sizes` are of what the file shows, reduced."""
    shown = sizes[0] if file.shown is None else file.shown
    scale = file.scale * max(shown.shape) / max(sizes[0].shape)
    sight = look_at(sizes, scale, limits, nets)
    if sight is None:
        return Looked((reject("no_face", 0, "1"),))
    frame, detail = frame_of(sight.half), fine_detail(sight.aligned)
    ground = ground_of(sight, frame, blurred=detail < SMEARED)
    said = (
        _upright_or_not(sight),
        *several(sight),
        *(placed(sight) if sight.alone else ()),
        *behind(sight, ground),
        *framed(sight, frame),
    )
    if sight.alone:
        said = (*said, *_close(sight, detail, file, others=faulty(said)))
    return Looked(said, sight, ground)


def _upright_or_not(sight: Sight) -> Said:
    if sight.turned:
        return reject("orientation", f"{sight.turned * 90}°", "0°")
    return Kept("orientation", "0°", "0°")


def look_at(sizes: Sizes, scale: float, limits: PhotoLimits, nets: Nets) -> Sight | None:
    """None where no face is, however the picture is turned."""
    view = _upright(nets, _view(nets, sizes, 0), sizes)
    if view is None or (view.mesh.certain < UNCERTAIN and view.score < DOUBTFUL):
        return None
    square = pressed(view.half)
    person = person_mask(nets, square)
    aligned = align(view.picture, view.mesh, person)
    return Sight(
        picture=view.picture,
        scale=scale,
        limits=limits,
        faces=view.faces,
        mesh=view.mesh,
        aligned=aligned,
        half=view.half,
        square=square,
        person=person,
        turned=view.turned,
    )


@dataclass(frozen=True, slots=True)
class View:
    """A picture turned to the left by quarters, and the faces found in it, the largest first."""

    picture: Pixels
    half: Pixels
    """The same, half as large: what the first nets see is smaller still."""
    turned: int
    faces: list[Found]
    mesh: Mesh

    @property
    def score(self) -> float:
        return max(face.score for face in self.faces)

    @property
    def worth(self) -> float:
        lying = SIDEWAYS if self.lies else 0.0
        return self.score + CERTAINTY * self.mesh.certain - lying

    @property
    def sure(self) -> bool:
        return self.score >= DOUBTFUL and self.mesh.certain >= CERTAIN and not self.lies

    @property
    def lies(self) -> bool:
        return abs(pose(self.mesh).roll) > ON_ITS_SIDE


def _view(nets: Nets, sizes: Sizes, turned: int) -> View | None:
    picture, half = (np.ascontiguousarray(np.rot90(size, turned)) for size in sizes)
    faces = sorted(detect(nets, half), key=lambda face: -face.area)
    if not faces:
        return None
    return View(picture, half, turned, faces, measure(nets, picture, faces[0]))


def _upright(nets: Nets, view: View | None, sizes: Sizes) -> View | None:
    """The view itself, or where it is doubtful the one of four turns that shows a face best."""
    if view is not None and view.sure:
        return view
    half = sizes[1]
    scores = _turned_scores(nets, half, 0.0)
    if view is None and max(wider := _turned_scores(nets, half, MARGIN)) >= DOUBTFUL:
        scores = wider
    if max(scores) < THRESHOLD:
        return view
    other = _view(nets, sizes, 1 + int(np.argmax(scores)))
    if other is None or other.mesh.certain < CERTAIN:
        return view
    return other if view is None or other.worth > view.worth + BETTER else view


def _turned_scores(nets: Nets, half: Pixels, margin: float) -> list[float]:
    return [best_score(nets, np.rot90(half, turn), margin) for turn in (1, 2, 3)]


def _close(sight: Sight, detail: float, file: FileReading, *, others: bool) -> Iterator[Said]:
    """What is seen in the face itself. What cannot be seen is not judged.

    `others`: the picture has other faults, those of its file apart.
    """
    mask = masked(sight.aligned)
    tilted, badly_lit = tuple(held(sight)), tuple(lit(sight, mask=mask))
    blurred = () if faulty(badly_lit) else tuple(sharp(sight, detail, file.tables))
    yield from (*tilted, *blurred, *badly_lit)
    if cut_off(sight) > HALF_SEEN or (faulty(badly_lit) and not mask):
        return
    off_colour = tuple(coloured(sight, file.mode, mask=mask))
    dark = tuple(shaded(sight, mask=mask))
    soft, strange = faulty(blurred), faulty(off_colour)
    hidden = tuple(covered(sight, blurred=soft, off_colour=strange))
    hat = () if strange or soft else tuple(covering(sight, disguised=faulty((*hidden, *dark))))
    yield from (*off_colour, *hat, *dark, *hidden)
    if not faulty((*tilted, *blurred, *hidden, *dark)):
        yield from stretch(sight, others=others or strange or faulty(hat))


def faulty(said: tuple[Said, ...]) -> bool:
    return any(isinstance(one, PhotoFinding) for one in said)
