"""Compares pictures with accepted ones, as grids of colour: compare.py PICTURES PAGES ACCEPTED.json [--accept].

A cell is the mean colour of 8 by 8 pixels: smaller than a character, so that another one shows, and large enough that the edges
of letters may be drawn a little otherwise. Two accepted pictures that are no further apart than one may be from itself would
prove nothing: they are a mistake, unless their pages are the same to the byte. A grid is kept in steps of eight, as lossless WebP in
base64, a line each: of the ways that were tried the smallest, and a change of one page is a change of one line."""

import base64
import io
import itertools
import json
import pathlib
import sys

from PIL import Image, ImageChops, ImageStat

CELL, STEP = 8, 8
# Of 255: how far all cells may differ on average, and how far any one may.
MEAN, MOST = 1, 8


def grid(path):
    whole = Image.open(path).convert("RGB")
    cells = whole.resize((round(whole.width / CELL), round(whole.height / CELL)), Image.Resampling.BOX)
    return cells.point(lambda value: min(255, (value + STEP // 2) // STEP * STEP))


def kept(cells):
    file = io.BytesIO()
    cells.save(file, "WEBP", lossless=True, quality=100, method=6)
    return base64.b64encode(file.getvalue()).decode()


def apart(one, other):
    """What tells two pictures apart; None where they are within tolerance of each other."""
    if one.size != other.size:
        return f"{one.width} by {one.height} cells, not {other.width} by {other.height}"
    difference = ImageChops.difference(one, other)
    mean, most = sum(ImageStat.Stat(difference).mean) / 3, max(high for _, high in difference.getextrema())
    return f"{mean:.2f} on average, {most} at most" if mean > MEAN or most > MOST else None


pictures, pages, accepted = map(pathlib.Path, sys.argv[1:4])
now = {path.stem: grid(path) for path in sorted(pictures.glob("*.png"))}
if "--accept" in sys.argv:
    accepted.write_text("{\n" + ",\n".join(f'"{name}": "{kept(cells)}"' for name, cells in now.items()) + "\n}\n")
known = {name: Image.open(io.BytesIO(base64.b64decode(it))).convert("RGB") for name, it in json.loads(accepted.read_text()).items()}
wrong = [f"{name}: only {'accepted' if name in known else 'now'}" for name in sorted(set(known) ^ set(now))]
for name in sorted(set(known) & set(now)):
    if told := apart(known[name], now[name]):
        wrong.append(f"{name}: {told}")
if wrong:
    sys.exit("look at these, then accept them: scripts/test-browser --accept\n" + "\n".join(wrong))
page = {name: (pages / f"{name}.html").read_bytes() for name in known}
alike = [
    f"{one} and {other}" for one, other in itertools.combinations(known, 2)
    if page[one] != page[other] and not apart(known[one], known[other])
]
if alike:
    sys.exit("no picture tells these apart:\n" + "\n".join(alike))
print(f"{len(known)} pictures as accepted, each apart from the others")
