"""Encodings that nothing in a file proves: the likeliest first, and what shows the difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import LeadFileError
from app.leads.encodings import decoded, guesses, mark_of
from app.leads.reading import read_file
from app.leads.recipes import Recipes
from tests.app.leads.making import mobile

# codec: names and towns as people of there write them
TEXTS = {
    "cp1252": ["José Núñez,Málaga", "François Lefèvre,Orléans", "Müller,Köln", "Große Straße,Ulm", "Ågård,Malmö"],
    "cp1250": ["Łukasz Wójcik,Kraków", "Jiří Dvořák,Plzeň", "Szabó Győző,Budapest"],
    "cp1251": ["Иван Петров,Москва", "ОЛЬГА СМИРНОВА,Тверь", "Сергей Кузнецов,Омск"],
    "cp1253": ["Γιώργος Παπαδόπουλος,Αθήνα", "Ελένη,Πάτρα"],
    "cp1254": ["Gökhan Yılmaz,İstanbul", "Ayşe Şahin,Muğla", "Çağrı Öztürk,İzmir"],
    "cp1255": ["דוד כהן,תל אביב"],
    "cp1256": ["محمد علي,القاهرة", "فاطمة,دبي"],
    "cp1257": ["Jānis Bērziņš,Rīga", "Šarūnas Žukauskas,Šiauliai"],
    "cp874": ["สมชาย ใจดี,กรุงเทพ"],
    "cp932": ["山田太郎,東京", "さくら,大阪", "タロウ,京都"],
    "gb18030": ["王小明,北京", "李娜,上海"],
    "big5": ["陳大文,臺北", "林美玲,高雄"],
    "cp949": ["김철수,서울", "이영희,부산"],
    "mac_roman": ["José Núñez,Málaga", "François Lefèvre,Orléans", "Müller,Köln"],
    "cp850": ["José Núñez,Málaga", "Müller,Köln"],
    "koi8_r": ["Иван Петров,Москва", "Сергей Кузнецов,Омск"],
    "cp866": ["Иван Петров,Москва", "Сергей Кузнецов,Омск"],
}


def lead_file(rows: list[str]) -> str:
    return "phone,name,city\n" + "".join(f"{mobile(place)},{row}\n" for place, row in enumerate(rows))


@pytest.mark.parametrize("codec", TEXTS)
@pytest.mark.parametrize("rows", [1, 5])
def test_the_first_guess_reads_what_was_written(codec: str, rows: int) -> None:
    text = lead_file(TEXTS[codec][:rows])
    found = guesses(text.encode(codec))
    assert decoded(text.encode(codec), found[0].codec) == text


@pytest.mark.parametrize("codec", TEXTS)
def test_no_two_guesses_read_the_same(codec: str) -> None:
    data = lead_file(TEXTS[codec]).encode(codec)
    texts = [decoded(data, guess.codec) for guess in guesses(data)]
    assert None not in texts
    assert len(set(texts)) == len(texts)


def test_the_cells_that_differ_are_shown_and_no_number() -> None:
    first, *others = guesses(lead_file(["Ann,Pune", "Zoë,Košice", "Bob,Goa"]).encode("cp1250"))
    assert first.cells == ("Zoë · Košice",)
    assert all(len(guess.cells) == 1 and guess.cells != first.cells for guess in others)


def test_utf_8_with_a_broken_byte_is_not_taken_for_something_else(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(lead_file(["आरव शर्मा,पुणे"] * 10).encode() + f"{mobile(99)},Jos".encode() + b"\xe9,Goa\n")
    file = read_file(path)
    assert (file.summary.encoding, file.summary.encoding_sure) == ("UTF-8, damaged", False)
    assert [row[1] for row in (file.table.rows[0], file.table.rows[10])] == ["आरव शर्मा", "Jos\ufffd"]


def test_what_somebody_chose_counts_and_can_be_changed_again(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(lead_file(TEXTS["cp1251"]).encode("cp1251"))
    file = read_file(path, encoding="mac_roman")
    assert (file.summary.encoding, file.summary.encoding_sure) == ("Mac Roman", True)
    assert "cp1251" in {guess.codec for guess in file.summary.guesses}
    path.write_bytes(lead_file(["\xff"]).encode("latin-1"))
    with pytest.raises(LeadFileError, match="cannot be read as GB 18030"):
        read_file(path, encoding="gb18030")


def test_files_with_the_same_first_line_are_alike() -> None:
    june, july = lead_file(["José,Goa"]).encode("cp1252"), lead_file(["Zoë,Pune"]).encode("cp1252")
    assert mark_of(b"\r\n" + june) == mark_of(july)
    assert mark_of("téléphone,nom\n".encode("cp1252")) != mark_of("téléphone,nom\n".encode("mac_roman"))


def test_a_choice_is_remembered(tmp_path: Path) -> None:
    Recipes(tmp_path).remember_encoding("one", "cp1251")
    Recipes(tmp_path).remember_encoding("two", "cp1250")
    kept = Recipes(tmp_path)
    assert (kept.recall_encoding("one"), kept.recall_encoding("two"), kept.recall_encoding("three")) == (
        "cp1251",
        "cp1250",
        "",
    )
    (tmp_path / "encodings.json").write_bytes(b"[1]")
    assert Recipes(tmp_path).recall_encoding("one") == ""


def test_a_long_line_before_the_telling_one_is_gone_over_once() -> None:
    """Begun anew at each of its bytes, this one alone would take hours."""
    data = b"phone,note\r\n+919812345678," + b"x" * 2_000_000 + "\r\n+919812345679,René\r\n".encode("cp1252")
    best = guesses(data)[0]
    assert (best.codec, best.cells) == ("cp1252", ("René",))


def test_what_tells_may_stand_far_behind_in_a_long_line() -> None:
    data = b"phone,note,name\r\n+919812345678," + b"x" * 50_000 + ",Łódź,Gdańsk\r\n".encode("cp1250")
    best = guesses(data)[0]
    assert (best.codec, best.cells) == ("cp1250", ("Łódź · Gdańsk",))


def test_blanks_before_the_first_line_cost_nothing() -> None:
    assert mark_of(b" " * 2_000_000 + b"\r\n Phone,Name \r\n") == mark_of(b"phone,name\n")
