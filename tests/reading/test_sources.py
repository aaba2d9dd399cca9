"""The files behind what a person drops: every one is accounted for, none leads outside."""

import io
import os
import zipfile
from dataclasses import replace

import pytest

from core.errors import ReportError
from core.reading import zips
from core.reading.sources import Source, expand, from_stream, shown


class NamedAsOldProgramsDo(zipfile.ZipInfo):
    """A member whose name is written in a code page, without saying which."""

    encoding = "gbk"

    def _encodeFilenameFlags(self):  # noqa: N802 (name of the standard library)
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


class NamedInUtf8Silently(NamedAsOldProgramsDo):
    encoding = "utf-8"


def a_zip(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members:
            archive.writestr(name, content, method)
    return packed.getvalue()


def a_link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def outcome(*items) -> list[tuple[str, str]]:
    """(name, reason, or what was read) of every source."""
    found = []
    for source in expand(items):
        if source.open is None:
            found.append((source.name, source.reason))
            continue
        try:
            with source.open() as stream:
                content = b"".join(iter(lambda stream=stream: stream.read(1 << 20), b""))
        except ReportError as error:
            found.append((source.name, error.code))
        else:
            found.append((source.name, content[:20].decode()))
    return found


def dropped(name: str, content: bytes) -> Source:
    return from_stream(name, io.BytesIO(content))


def test_folders_are_walked_by_name_and_every_file_is_accounted_for(tmp_path):
    below = ("sub/报告.pdf", "sub/old.doc", "sub/new.docx", "sub/wps.et")
    for name in ("b.pdf", "a.PDF", *below, "notes.txt", "~$open.pdf", "._a.pdf", "x.rar", "none"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert outcome(tmp_path) == [
        ("._a.pdf", "not_a_report"),
        ("a.PDF", "a.PDF"),
        ("b.pdf", "b.pdf"),
        ("none", "not_a_report"),
        ("notes.txt", "not_a_report"),
        ("new.docx", "sub/new.docx"),
        ("old.doc", "old_word"),
        ("wps.et", "not_read_yet"),
        ("报告.pdf", "sub/报告.pdf"),
        ("x.rar", "other_archive"),
        ("~$open.pdf", "not_a_report"),
    ]


def test_what_holds_no_file_is_said(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.zip").write_bytes(a_zip())
    assert outcome(tmp_path / "empty", tmp_path / "empty.zip", tmp_path / "gone.pdf", "x" * 5000, "nul\0.pdf") == [
        ("empty", "folder_empty"),
        ("empty.zip", "zip_empty"),
        ("gone.pdf", "file_missing"),
        ("x" * 5000, "file_missing"),
        ("nul\0.pdf", "file_missing"),
    ]


def test_links_to_folders_are_not_followed(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert outcome(tmp_path / "inside") == [("loop", "not_a_report")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_plain_file_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    assert outcome(tmp_path / "pipe.pdf") == [("pipe.pdf", "not_a_report")]


def test_an_upload_is_read_from_its_start_each_time():
    stream = io.BytesIO(b"content")
    stream.read()
    source = from_stream("C:\\folder\\报告.pdf", stream)
    assert (source.name, outcome(source, source)) == ("报告.pdf", [("报告.pdf", "content")] * 2)


@pytest.mark.parametrize("named", [zipfile.ZipInfo, NamedAsOldProgramsDo, NamedInUtf8Silently])
@pytest.mark.parametrize("name", ["二〇二三年度部门决算.pdf", "部门\\决算\\誠.pdf", "plain.pdf"])
def test_chinese_names_in_archives(named, name):
    member = named(name)
    member.filename = name  # as written by a program of another system, separators included
    (source,) = expand([dropped("a.zip", a_zip((member, b"x")))])
    assert source.where == "a.zip/" + name.replace("\\", "/")
    assert source.name == name.rpartition("\\")[2]


def test_an_archive_in_an_archive_is_opened_but_none_in_that():
    third = a_zip(("3.pdf", b"third"))
    second = a_zip(("2.pdf", b"second"), ("third.zip", third))
    first = a_zip(("1.pdf", b"first"), ("folder/second.zip", second), ("z.txt", b""), ("folder/", b""))
    read, refused = [("1.pdf", "first"), ("2.pdf", "second")], [("third.zip", "zip_too_deep"), ("z.txt", "not_a_report")]
    assert outcome(dropped("first.zip", first)) == read + refused


@pytest.mark.parametrize(
    ("member", "name", "reason"),
    [
        ("../outside.pdf", "outside.pdf", "zip_path_outside"),
        ("a/../../outside.pdf", "outside.pdf", "zip_path_outside"),
        ("/etc/outside.pdf", "outside.pdf", "zip_path_outside"),
        ("..\\outside.pdf", "outside.pdf", "zip_path_outside"),
        ("C:\\outside.pdf", "outside.pdf", "zip_path_outside"),
        (a_link("link.pdf"), "link.pdf", "zip_link"),
        ("x" * 500 + ".pdf", "x" * 500 + ".pdf", "good"),
        ("'\"; <b>😀.pdf", "'\"; <b>😀.pdf", "good"),
    ],
)
def test_nothing_leads_outside_and_the_others_are_read(member, name, reason):
    if isinstance(member, str):
        path, member = member, zipfile.ZipInfo("x")
        member.filename = path
    assert sorted(outcome(dropped("a.zip", a_zip((member, b"good"), ("zz.pdf", b"fine"))))) == sorted([(name, reason), ("zz.pdf", "fine")])


def test_an_archive_that_swells_is_stopped_and_the_others_are_read():
    swelling = a_zip(("bomb.pdf", bytes(zips.FREE_OF_RATIO + 1)), ("good.pdf", b"fine"))
    assert outcome(dropped("a.zip", swelling)) == [("bomb.pdf", "zip_too_large"), ("good.pdf", "fine")]
    assert outcome(dropped("outer.zip", a_zip(("inner.zip", swelling)))) == [("bomb.pdf", "zip_too_large"), ("good.pdf", "fine")]


def test_all_members_together_have_a_limit():
    packed = io.BytesIO(a_zip(("a.pdf", b"1" * 600), ("b.pdf", b"2" * 600), method=zipfile.ZIP_STORED))
    first, second = zips.members(packed, budget := zips.Budget(1000))
    with zipfile.ZipFile(packed) as archive, replace(first, archive=archive).open() as stream:
        assert stream.read(1000) == b"1" * 600
    assert budget.left == 400
    with zipfile.ZipFile(packed) as archive, replace(second, archive=archive).open() as stream, pytest.raises(ReportError):
        stream.read(1000)


def test_sizes_in_the_headers_are_not_believed():
    honest = a_zip(("a.pdf", b"1" * 600))
    lying = honest.replace((600).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    assert outcome(dropped("a.zip", lying)) == [("a.pdf", "zip_damaged")]


def test_too_many_files_are_refused_unopened(monkeypatch):
    monkeypatch.setattr(zips, "MOST_FILES", 2)
    three = a_zip(*((f"{number}.pdf", b"") for number in range(3)))
    assert outcome(dropped("a.zip", three)) == [("a.zip", "zip_too_many")]


def test_damage_is_said():
    whole = a_zip(("a.pdf", os.urandom(400)), ("b.pdf", b"fine"))
    assert outcome(dropped("a.zip", whole[:200])) == [("a.zip", "zip_damaged")]
    assert outcome(dropped("a.zip", b"")) == [("a.zip", "zip_damaged")]
    assert outcome(dropped("a.zip", whole[:100] + bytes(50) + whole[150:])) == [("a.pdf", "zip_damaged"), ("b.pdf", "fine")]


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_ends_in_a_reason(seed):
    whole = bytearray(a_zip(("报告.pdf", b"one" * 50), ("b.zip", a_zip(("c.pdf", b"two")))))
    for number in range(3):
        whole[(seed * 7919 + number * 104729) % len(whole)] ^= 1 << (seed + number) % 8
    assert outcome(dropped("a.zip", bytes(whole)))


def test_locked_and_unknown_members_are_said():
    packed = bytearray(a_zip(("a.pdf", b"x"), ("b.pdf", b"x"), method=zipfile.ZIP_STORED))
    first, second = [at for at in range(len(packed)) if packed[at : at + 4] == b"PK\x01\x02"]
    packed[first + 8] |= 1
    packed[second + 10] = 9
    assert outcome(dropped("a.zip", bytes(packed))) == [("a.pdf", "zip_encrypted"), ("b.pdf", "zip_method")]


@pytest.mark.skipif(os.name == "nt", reason="names are no bytes on this system")
def test_names_of_old_disks_are_shown():
    assert shown(os.fsdecode("决算.pdf".encode("gbk"))) == "决算.pdf"
    assert shown("决算.pdf") == "决算.pdf"
