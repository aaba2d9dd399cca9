"""Files that are no report, or not all of one: each says what it is, by its code; the others are read."""

import io
import re
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from core.errors import ReportError
from core.reading import open_report, read_pages, render_page
from tests.conftest import SAMPLES
from tests.reading.drawing import TITLE, WIDTH, pdf, titled_table, words

PLAIN = pdf(titled_table)


def refused(data: bytes) -> str:
    with pytest.raises(ReportError) as error:
        read_pages(data)
    return error.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"%", "not_a_pdf"),
        (b"<html>404</html>" * 100, "not_a_pdf"),
        (b"PK\x03\x04" + bytes(3000), "not_a_pdf"),
        (b"%PDF-1.7\n" + b"x" * 5000, "damaged"),
        (pdf(titled_table, encrypt="secret"), "encrypted"),
    ],
    ids=["nothing", "one byte", "web page", "archive", "only a head", "password"],
)
def test_what_is_no_report(data, code):
    assert refused(data) == code


def test_the_error_names_the_file(tmp_path):
    path = tmp_path / "报告 '1'.pdf"
    path.write_bytes(b"no")
    with pytest.raises(ReportError) as error:
        open_report(path)
    assert error.value.details["file"] == path.name


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_short_is_damaged_not_a_shorter_report(share):
    whole = SAMPLES[0].joinpath("report.pdf").read_bytes()
    assert refused(whole[: int(len(whole) * share)]) == "damaged"
    assert refused(PLAIN[: int(len(PLAIN) * share)]) == "damaged"


def test_bytes_after_the_end_do_no_harm():
    assert read_pages(PLAIN + b"\r\n\0\0" * 50)[0].lines[0].text == TITLE
    assert read_pages(b"\xef\xbb\xbf\r\n" + PLAIN)[0].lines[0].text == TITLE


def test_a_password_for_changes_only_hinders_nobody():
    locked = pdf(titled_table, encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0, canCopy=0))
    assert b"/Encrypt" in locked
    assert read_pages(locked)[0].lines[0].text == TITLE


def test_scripts_and_attachments_are_left_alone():
    """A hand-made file: opening it would run a script, and it carries a file."""
    content = b"BT /F1 12 Tf 80 700 Td (Total 1,234.56) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> "
        b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> /JavaScript << /Names [(x) 7 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
        b"/AA << /O << /S /JavaScript /JS (this.submitForm\\('http://127.0.0.1/'\\)) >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Filespec /F (a.exe) /EF << /F 8 0 R >> >>",
        b"<< /S /JavaScript /JS (while\\(true\\){}) >>",
        b"<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream",
    ]
    data = written(objects)
    assert read_pages(data)[0].text == "Total 1,234.56"
    assert render_page(data, 1, 200).startswith(b"\x89PNG")


def written(objects: list[bytes]) -> bytes:
    """A PDF file of these objects, the first one its root."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def test_a_page_that_cannot_be_loaded_leaves_the_others():
    content = zlib.compress(b"BT /F1 12 Tf 80 700 Td (1,234.56) Tj ET")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >> >>"
    data = written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 7 0 R 4 0 R] /Count 3 >>",
            page,
            page,
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"(this is no page)",
        ]
    )
    with open_report(data) as report:
        pages = [report.read_page(number) for number in range(1, report.page_count + 1)]
        assert [page.text for page in pages] == ["1,234.56", "", "1,234.56"]
        assert report.damaged_pages == [2]
    with pytest.raises(ReportError):
        render_page(data, 2, 200)


def test_a_thousand_pages_and_progress():
    def draw(canvas):
        for number in range(1, 1001):
            words(canvas, 80, 700, f"第{number}页")
            canvas.showPage()

    told = []
    pages = read_pages(pdf(draw), lambda done, total: told.append((done, total)))
    assert [page.text for page in pages] == [f"第{number}页" for number in range(1, 1001)]
    assert told == [(number, 1000) for number in range(1, 1001)]


def test_pages_outside_the_file_and_closed_files():
    with open_report(PLAIN) as report:
        assert report.page_count == 1
        for number in (0, 2):
            with pytest.raises(IndexError):
                report.read_page(number)
    report.close()
    with pytest.raises(ValueError, match="closed"):
        report.read_page(1)


def test_one_file_from_several_threads():
    with open_report(SAMPLES[0] / "report.pdf") as report:
        alone = [report.read_page(number) for number in range(1, report.page_count + 1)]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(report.read_page, range(1, report.page_count + 1))) == alone
            assert len(set(pool.map(lambda _: render_page(PLAIN, 1, 300), range(8)))) == 1


def test_a_huge_picture_is_neither_read_nor_unpacked():
    """A picture of 60,000 × 60,000 dots in a few bytes: the page opens, and is drawn without it."""
    rows = zlib.compress(zlib.compress(bytes(60_000 * 60)))
    content = b"q 400 0 0 400 90 300 cm /X Do Q BT /F1 12 Tf 80 750 Td (1,234.56) Tj ET"
    data = written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8 "
            b"/Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream" % (len(rows), rows),
        ]
    )
    assert read_pages(data)[0].text == "1,234.56"
    assert len(render_page(data, 1, 600)) < 20_000


def test_a_page_is_never_drawn_larger_than_memory_allows():
    size = re.search(rb"IHDR(.{4})(.{4})", render_page(pdf(titled_table, (WIDTH, 20_000)), 1, 100_000), re.DOTALL)
    width, height = (int.from_bytes(part) for part in size.groups())
    assert width * height <= 24_100_000
    assert render_page(PLAIN, 1, 300, "jpeg").startswith(b"\xff\xd8")
