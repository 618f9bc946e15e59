from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.model import Failure, Report
from dateline.read import ReadOptions, read_bytes, read_path

STORY = "Rebels captured the town of Sampleville on Saturday, officials said. The army denied it."


def read(path: Path, options: ReadOptions | None = None) -> list[Report | Failure]:
    return list(read_path(path, options))


def only_failure(path: Path, options: ReadOptions | None = None) -> Failure:
    (item,) = read(path, options)
    assert isinstance(item, Failure)
    return item


def reports(path: Path, options: ReadOptions | None = None) -> list[Report]:
    found = read(path, options)
    assert all(isinstance(item, Report) for item in found), found
    return [item for item in found if isinstance(item, Report)]


def test_plain_text_is_kept_as_it_came(tmp_path: Path) -> None:
    text = f"Army loses town\r\n\r\n{STORY}\r\n\tend  \n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (report,) = reports(tmp_path / "a.txt")
    assert report.text == text
    assert report.external_id == str(tmp_path / "a.txt")


def test_an_empty_file_and_one_of_spaces(tmp_path: Path) -> None:
    for content in (b"", b" \n\n "):
        (tmp_path / "a.txt").write_bytes(content)
        assert "empty" in only_failure(tmp_path / "a.txt").error


def test_a_missing_path(tmp_path: Path) -> None:
    failure = only_failure(tmp_path / "none.txt")
    assert "no such file" in failure.error
    assert failure.where.endswith("none.txt")


def test_a_folder_is_read_in_sorted_order_and_below(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_text(STORY)
    for name in ("c.txt", "a.txt", "style.css", ".hidden.txt"):
        (tmp_path / name).write_text(STORY)
    assert [Path(report.external_id or "").name for report in reports(tmp_path)] == ["a.txt", "c.txt", "x.txt"]


def test_an_empty_folder_says_what_to_put_there(tmp_path: Path) -> None:
    assert "no reports in this folder" in only_failure(tmp_path).error


@pytest.mark.parametrize("head", [b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 8])
def test_a_binary_file(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(head + bytes(100))
    assert "holds no text" in only_failure(tmp_path / "a.txt").error


def test_fifty_megabytes_of_text_fail_with_size_limit_and_advice(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as stream:
        stream.truncate(50_000_000)
        stream.write(b"Rebels fled. " * 400)
    error = only_failure(tmp_path / "big.txt").error
    assert "50,000,000" in error
    assert "2,000,000" in error
    assert "split" in error


def test_a_json_line_of_fifty_megabytes_fails_alone(tmp_path: Path) -> None:
    with (tmp_path / "big.jsonl").open("w") as stream:
        stream.write(json.dumps({"text": "a" * 50_000_000}) + "\n")
        stream.write(json.dumps({"text": STORY}) + "\n")
    first, second = read(tmp_path / "big.jsonl")
    assert isinstance(first, Failure)
    assert isinstance(second, Report)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = f"“{STORY}” the café’s owner said — twice."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert reports(tmp_path / "a.txt")[0].text == text


def test_broken_utf8_is_read_with_marks_where_it_broke(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Naïve café owners said ".encode() + b"\xff\xfe\x80 rebels fled the town.")
    text = reports(tmp_path / "a.txt")[0].text
    assert text.startswith("Naïve café owners said \ufffd")
    assert text.endswith("rebels fled the town.")


def test_a_json_line_that_does_not_parse_fails_with_its_number(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": STORY, "published": "2014-06-22"}),
        '{"id": "b", "text',
        "",
        '"no object"',
        '{"id": 5}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, json.dumps({"id": "c", "text": STORY})]))
    found = read(tmp_path / "a.jsonl")
    assert [item.where.rpartition(":")[2] for item in found if isinstance(item, Failure)] == ["2", "4", "5"]
    assert [item.external_id for item in found if isinstance(item, Report)] == ["a", "c"]


def test_json_lines_keep_their_text_and_fields(tmp_path: Path) -> None:
    item = {
        "id": "a",
        "text": f" {STORY}\n",
        "title": "T",
        "published": "2014-06-22",
        "outlet": "O",
        "url": "https://x.example/1",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(item))
    (report,) = reports(tmp_path / "a.jsonl")
    assert report.text == item["text"]
    assert (report.title, report.outlet, report.url) == ("T", "O", "https://x.example/1")
    assert (report.published, report.published_basis) == ("2014-06-22", "metadata")


def test_deeply_nested_json_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text":' + "[" * 200_000 + "\n" + json.dumps({"text": STORY}))
    first, second = read(tmp_path / "a.jsonl")
    assert isinstance(first, Failure)
    assert isinstance(second, Report)


def test_a_table_with_column_names_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'Nr;When;Story\n7;2014-06-22;"{STORY}"\n')
    (report,) = reports(tmp_path / "a.csv")
    assert (report.text, report.external_id, report.published) == (STORY, "7", "2014-06-22")


def test_columns_known_by_their_cells_and_by_mapping(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'p,q,r\nx,"{STORY}",yes\ny,"{STORY} Again.",no\n')
    assert [report.text for report in reports(tmp_path / "a.csv")] == [STORY, f"{STORY} Again."]
    mapped = reports(tmp_path / "a.csv", ReadOptions(columns=(("text", "r"),)))
    assert [report.text for report in mapped] == ["yes", "no"]


def test_a_table_without_a_text_column_names_its_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nr,amount\n1,20\n2,30\n")
    error = only_failure(tmp_path / "a.csv").error
    assert "nr, amount" in error
    assert "--column" in error


def test_a_row_without_text_fails_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'id,text\n1,"{STORY}"\n2,\n')
    first, second = read(tmp_path / "a.csv")
    assert isinstance(first, Report)
    assert isinstance(second, Failure)
    assert second.where.endswith("a.csv:3")


def test_a_french_report_is_read_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Les rebelles ont pris mardi la ville de Goma, dans l'est du pays, selon des témoins et des responsables."
    )
    assert reports(tmp_path / "a.txt")[0].language == "fr"


def test_standard_input() -> None:
    (report,) = read_bytes(STORY.encode())
    assert isinstance(report, Report)
    assert (report.text, report.external_id) == (STORY, "-")


def test_standard_input_of_json_lines_is_known_by_its_beginning() -> None:
    found = list(read_bytes(json.dumps({"id": "a", "text": STORY}).encode()))
    assert [item.external_id for item in found if isinstance(item, Report)] == ["a"]
