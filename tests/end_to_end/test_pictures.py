"""The check of the pictures must see a blank one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from tests.end_to_end.pictures import AT_LEAST, faults


def picture(path: Path, number: int, *, blank: bool = False) -> None:
    image = QImage(800, 500, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    if not blank:
        painter = QPainter(image)
        for row in range(400):
            painter.fillRect(0, row, 300, 1, QColor.fromHsv(row % 360, 200, 100 + number))
        painter.end()
    assert image.save(str(path))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    for number in range(AT_LEAST):
        picture(tmp_path / f"{number}.png", number)
    return tmp_path


def test_good_pictures_have_no_fault(good: Path) -> None:
    assert faults(good) == []


def test_a_blank_picture_is_seen(good: Path) -> None:
    picture(good / "3.png", 3, blank=True)
    assert faults(good) == ["3.png is blank: 1 colours, 100% of it in one"]


def test_a_missing_a_broken_and_a_repeated_picture_are_seen(good: Path) -> None:
    (good / "0.png").unlink()
    assert faults(good) == [f"{AT_LEAST - 1} pictures, not at least {AT_LEAST}"]
    (good / "0.png").write_bytes(b"not a picture")
    assert faults(good) == ["0.png cannot be read"]
    (good / "0.png").write_bytes((good / "1.png").read_bytes())
    assert faults(good) == ["1.png is the same picture as 0.png"]
