"""Reads a PDF and builds it anew as pictures of its pages, in a process of its own.

What it opens may be broken or made to break things: the process has little time and memory, knows
no secrets and no database, and its end is all that can happen. Started as
`python -m donthu.documents.redaction.worker` with a JSON order on its standard input; answers with
JSON. Knows nothing of Django.
"""

import json
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageOps

from donthu.documents.redaction.places import Letter, letters_of, places

DPI = 150
POINTS = 72  # in an inch
BYTES_OF_MEMORY = 2_000_000_000
SECONDS_OF_WORK = 50
MOST_PIXELS = 12_000_000  # of a page; an A4 page has 2.2 million
PICTURE_SHARE = 0.25  # of a page: a picture as large may hold what nothing reads
MARGIN = 1.5  # points around what is covered
QUALITY = 82

Image.MAX_IMAGE_PIXELS = 60_000_000
Box = tuple[float, float, float, float]  # left, bottom, right, top


def read(file: Path, most_pages: int) -> dict[str, Any]:
    """The text of each page, and of which pages it does not tell all that stands there."""
    document = pdfium.PdfDocument(file)
    count = len(document)
    if count > most_pages:
        return {"pages": count, "texts": [], "unread": []}
    texts, unread = [], []
    for number in range(count):
        page = document[number]
        text = "".join(letter.sign for letter in _letters(page))
        texts.append(text)
        if len(text.split()) < 3 or _pictured(page):
            unread.append(number + 1)
    return {"pages": count, "texts": texts, "unread": unread}


def build(file: Path, target: Path, phrases: list[str]) -> dict[str, Any]:
    """A PDF of pictures alone, black where one of `phrases` stood: no text, no layers, nothing
    attached, no data about it."""
    document = pdfium.PdfDocument(file)
    pictures, covered = [], 0
    for number in range(len(document)):
        page = document[number]
        scale = DPI / POINTS
        width, height = page.get_size()
        scale = min(scale, (MOST_PIXELS / (width * height)) ** 0.5)
        # what stands on top of the page is not read, so it is not shown either
        bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
        picture = bitmap.to_pil().convert("RGB")
        draw = ImageDraw.Draw(picture)
        for box in _boxes(page, phrases):
            draw.rectangle(_pixels(page, box, picture.size), fill="black")
            covered += 1
        pictures.append(picture)
    whole = BytesIO()
    first, *others = pictures
    first.save(
        whole,
        "PDF",
        save_all=True,
        append_images=others,
        resolution=DPI,
        quality=QUALITY,
        title=None,
        creationDate=None,
        modDate=None,
    )
    target.write_bytes(whole.getvalue())
    return {"pages": len(pictures), "covered": covered}


def picture(file: Path, target: Path) -> dict[str, Any]:
    """A picture as its pixels alone: without place, camera, owner or a smaller picture within."""
    with Image.open(file) as opened:
        opened.seek(0)
        upright = ImageOps.exif_transpose(opened)
        flat = Image.new("RGB", upright.size, "white")
        shown = upright.convert("RGBA")
        flat.paste(shown, mask=shown.getchannel("A"))
    flat.save(target, "JPEG", quality=QUALITY)
    return {"pages": 1, "covered": 0}


def _letters(page: pdfium.PdfPage) -> list[Letter]:
    textpage = page.get_textpage()
    signs = [
        chr(pdfium.raw.FPDFText_GetUnicode(textpage, at)) for at in range(textpage.count_chars())
    ]
    return letters_of(signs)


def _boxes(page: pdfium.PdfPage, phrases: list[str]) -> Iterator[Box]:
    """A box for each line on which a phrase stands, in points: one for its words together, since
    their lengths tell too."""
    textpage = page.get_textpage()
    for signs in places(_letters(page), phrases):
        line: Box | None = None
        for at in signs:
            left, bottom, right, top = textpage.get_charbox(at, loose=True)
            if right <= left or top <= bottom:
                continue
            if line is not None and bottom < line[3] and top > line[1]:
                line = (
                    min(line[0], left),
                    min(line[1], bottom),
                    max(line[2], right),
                    max(line[3], top),
                )
                continue
            if line is not None:
                yield line
            line = left, bottom, right, top
        if line is not None:
            yield line


def _pixels(page: pdfium.PdfPage, box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where a box of the page stands in its picture of that size, whichever way it is turned."""
    left, bottom, right, top = box
    left, bottom, right, top = left - MARGIN, bottom - MARGIN, right + MARGIN, top + MARGIN
    corners = [_pixel(page, x, y, size) for x, y in ((left, top), (right, bottom))]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _pixel(page: pdfium.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    across, down = pdfium.raw.c_int(), pdfium.raw.c_int()
    pdfium.raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _pictured(page: pdfium.PdfPage) -> bool:
    """Whether a picture or a drawing on the page is as large as could hold words."""
    width, height = page.get_size()
    area = 0.0
    for thing in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = thing.get_bounds()
        area = max(area, (right - left) * (top - bottom))
    return bool(area > PICTURE_SHARE * width * height)


def main() -> None:
    """Do what the order on the standard input says."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_OF_MEMORY, BYTES_OF_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_WORK, SECONDS_OF_WORK))
    order = json.load(sys.stdin)
    file, what = Path(order["file"]), order["do"]
    if what == "read":
        done = read(file, order["most_pages"])
    elif what == "build":
        done = build(file, Path(order["target"]), order["phrases"])
    else:
        done = picture(file, Path(order["target"]))
    json.dump(done, sys.stdout)


if __name__ == "__main__":
    main()
