"""Whether the console's pictures of itself show something: `python -m tests.end_to_end.pictures FOLDER [AT_LEAST]`.

Owns: what counts as blank. Leaves to others: taking the pictures (`dialnexa-console --screenshots`), and their beauty.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from pathlib import Path

from PySide6.QtGui import QImage

AT_LEAST = 8
SMALLEST = (400, 200)  # a dialog on its own
# A window with text has hundreds of shades; an empty one has a handful, nearly all of it in one.
FEWEST_COLOURS = 50
MOST_OF_ONE_COLOUR = 0.995  # the welcome page is a few lines on a wide ground


def faults(folder: Path, at_least: int = AT_LEAST) -> list[str]:
    """One sentence for each thing wrong with the pictures in `folder`; nothing wrong: an empty list."""
    pictures = sorted(folder.glob("*.png"))
    found = [] if len(pictures) >= at_least else [f"{len(pictures)} pictures, not at least {at_least}"]
    contents: dict[str, Path] = {}
    for picture in pictures:
        found += _faults_of(picture)
        digest = hashlib.sha256(picture.read_bytes()).hexdigest()
        if digest in contents:
            found.append(f"{picture.name} is the same picture as {contents[digest].name}")
        contents.setdefault(digest, picture)
    return found


def _faults_of(picture: Path) -> list[str]:
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        return [f"{picture.name} cannot be read"]
    if image.width() < SMALLEST[0] or image.height() < SMALLEST[1]:
        return [f"{picture.name} is only {image.width()} x {image.height()}"]
    colours = Counter(memoryview(image.constBits()).cast("I"))
    most = colours.most_common(1)[0][1] / colours.total()
    if len(colours) < FEWEST_COLOURS or most > MOST_OF_ONE_COLOUR:
        return [f"{picture.name} is blank: {len(colours)} colours, {most:.0%} of it in one"]
    return []


def main(folder: Path, at_least: int = AT_LEAST) -> int:
    found = faults(folder, at_least)
    for fault in found:
        print(fault)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:3])))
