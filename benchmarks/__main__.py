"""`python -m benchmarks`: ours beside its limit, one table, all in one run on this machine.

Nothing here fails because of a time: machines differ, and so do their other tenants. What counts
is the ratio to a bare limit measured in the same minutes.
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import (
    acts,
    bench,
    doubt,
    download,
    export,
    filled,
    gaps,
    keys,
    live,
    pages,
    photos,
    plain,
    queues,
    quota,
    quota_tree,
    seeds,
    starting,
    waiting,
)
from benchmarks.measuring import Measured, apart
from benchmarks.people import households
from benchmarks.stage import planted

COLUMNS = f"{'work':68}{'ours':>10}    {'limit':>10}{'ratio':>8}{'target':>9}"
EXPORT_TIMES, EXPORT_MEGABYTES = 2.0, 150.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Persons, but for `acts`, `changes`, `seeds`, `photos` and `unfit`."""

    small: int
    large: int
    changes: int
    queue: int
    acts: int
    gaps: int
    rows: int
    seeds: int
    photos: int
    faces: int
    unfit: int


FULL = Sizes(10_000, 100_000, 10_000, 200_000, 10_000, 50_000, 100_000, 60, 1_000, 5_000, 1_200)
QUICK = Sizes(2_000, 5_000, 1_000, 5_000, 1_000, 5_000, 5_000, 5, 100, 500, 120)
LARGE = 500_000


def _download(sizes: Sizes) -> Iterator[Measured]:
    yield from download.measure(sizes.small, 0, 3)
    yield from download.measure(sizes.large, sizes.changes, 1)


def _queues(sizes: Sizes) -> Iterator[Measured]:
    with TemporaryDirectory() as made:
        cache = filled.fill(Path(made) / "cache.db", sizes.queue)
        yield from queues.measure(cache, sizes.queue)
        yield from acts.measure(cache, sizes.acts)


def _server(sizes: Sizes) -> Iterator[Measured]:
    yield from pages.measure(sizes.acts)


def _quota(sizes: Sizes) -> Iterator[Measured]:
    yield from quota.measure(sizes.acts)
    yield from quota_tree.measure()


def _windows(sizes: Sizes) -> Iterator[Measured]:
    yield from gaps.measure(sizes.gaps, sizes.acts)


def _keys(sizes: Sizes) -> Iterator[Measured]:
    yield from keys.measure(sizes.queue)


def _live(sizes: Sizes) -> Iterator[Measured]:
    yield from live.measure(sizes.small)


def _digests(sizes: Sizes) -> Iterator[Measured]:
    yield from doubt.measure(sizes.rows)


def _plain(sizes: Sizes) -> Iterator[Measured]:
    yield from plain.measure(sizes.rows)


def _waiting(_sizes: Sizes) -> Iterator[Measured]:
    yield from waiting.measure()


def _seeds(sizes: Sizes) -> Iterator[Measured]:
    yield from seeds.measure(sizes.seeds)


def _photos(sizes: Sizes) -> Iterator[Measured]:
    yield from photos.measure(sizes.photos)


def _bench(sizes: Sizes) -> Iterator[Measured]:
    yield from bench.measure(sizes.faces, sizes.unfit)


def _start(sizes: Sizes) -> Iterator[Measured]:
    units = sizes.rows // download.PER_UNIT
    made = households(units, sizes.rows)
    with (
        planted(made) as stage,
        stage.server("start") as (url, _),
        TemporaryDirectory() as folder,
    ):
        apart("benchmarks.download:first", url=url, folder=folder)
        yield from starting.measure(url, Path(folder), sizes.rows)


def _export(sizes: Sizes) -> Iterator[Measured]:
    """The contenders of benchmarks.export; its own table also knows other writers."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        export.fill(folder / "cache.db", sizes.rows)
        names = ("bare", "ours", "whole")
        runs = {name: export.contender(name, folder, sizes.rows) for name in names}
    limit = runs["bare"].seconds if runs["bare"] else None
    said = {"ours": f"export of {sizes.rows:,} rows: workbook", "whole": "  from the cache"}
    for name, work in said.items():
        run = runs[name]
        if run is not None:
            yield Measured(work=work, unit="s", ours=run.seconds, limit=limit, times=EXPORT_TIMES)
            memory = f"{work}, memory above idle"
            yield Measured(work=memory, unit="MB", ours=run.megabytes, most=EXPORT_MEGABYTES)


GROUPS: dict[str, Callable[[Sizes], Iterator[Measured]]] = {
    "download": _download,
    "queues": _queues,
    "server": _server,
    "quota": _quota,
    "windows": _windows,
    "keys": _keys,
    "live": _live,
    "digests": _digests,
    "plain": _plain,
    "waiting": _waiting,
    "seeds": _seeds,
    "photos": _photos,
    "bench": _bench,
    "start": _start,
    "export": _export,
}


def line(one: Measured) -> str:
    ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
    limit = "" if one.limit is None else _number(one.limit)
    target = f"{one.times:g}x" if one.times is not None else f"{one.most:g} {one.unit}"
    held = "held" if one.held else "SHORT"
    left = f"{one.work:68}{_number(one.ours):>10} {one.unit:3}{limit:>10}{ratio:>8}"
    beside = ", ".join(f"{name} {value:.4g}" for name, value in one.beside.items())
    return f"{left}{target:>9}  {held:6}{beside}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1_000 else f"{value:.3g}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"only these of: {', '.join(GROUPS)}")
    parser.add_argument("--quick", action="store_true", help="small sizes, about a minute")
    parser.add_argument("--large", action="store_true", help=f"lists with {LARGE:,} persons")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the same numbers for programs")
    return parser.parse_args()


def main() -> None:
    arguments = _arguments()
    unknown = set(arguments.names) - set(GROUPS)
    if unknown:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    sizes = QUICK if arguments.quick else FULL
    if arguments.large:
        sizes = Sizes(**{**asdict(sizes), "queue": LARGE})
    measured = []
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    print(COLUMNS)
    for name in arguments.names or GROUPS:
        for one in GROUPS[name](sizes):
            measured.append({**asdict(one), "ratio": one.ratio, "held": one.held})
            print(line(one), flush=True)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
