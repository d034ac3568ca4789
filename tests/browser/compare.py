"""Compares pictures with accepted ones as grids of grey: compare.py PICTURES ACCEPTED.json [--accept]."""

import json
import pathlib
import sys

from PIL import Image

GRID = (16, 22)
# Of 255: how far all cells may differ on average, and how far any one may.
MEAN, MOST = 3, 48


def grid(path):
    return list(Image.open(path).convert("L").resize(GRID, Image.Resampling.BOX).getdata())


pictures = {path.stem: grid(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.png"))}
accepted = pathlib.Path(sys.argv[2])
if "--accept" in sys.argv:
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(cells, separators=(',', ':'))}" for name, cells in pictures.items())
    accepted.write_text("{\n" + lines + "\n}\n")
    sys.exit()
known = json.loads(accepted.read_text())
wrong = sorted(set(known) ^ set(pictures))
for name in set(known) & set(pictures):
    apart = [abs(a - b) for a, b in zip(known[name], pictures[name])]
    if sum(apart) / len(apart) > MEAN or max(apart) > MOST:
        wrong.append(f"{name}: {sum(apart) / len(apart):.1f} on average, {max(apart)} at most")
if wrong:
    sys.exit("look at these, then accept them: scripts/test-browser --accept\n" + "\n".join(wrong))
print(f"{len(pictures)} pictures as accepted")
