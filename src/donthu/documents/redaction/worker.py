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
from donthu.documents.redaction.unread import may_hold_more

DPI = 150
POINTS = 72  # in an inch
BYTES_OF_MEMORY = 2_000_000_000
SECONDS_OF_WORK = 50
MOST_PIXELS = 12_000_000  # of a page; an A4 page has 2.2 million
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
        if len(text.split()) < 3 or may_hold_more(page):
            unread.append(number + 1)
    return {"pages": count, "texts": texts, "unread": unread}


def build(file: Path, target: Path, phrases: list[str]) -> dict[str, Any]:
    """A PDF of pictures alone, black where one of `phrases` stood: no text, no layers, nothing
    attached, no data about it. `missed`: how many of its letters have no place on a page, so that
    they were not covered; then nothing is built."""
    document = pdfium.PdfDocument(file)
    pages = [document[number] for number in range(len(document))]
    boxes, missed = _boxes(pages, phrases)
    if missed:
        return {"pages": len(pages), "missed": missed}
    pictures = []
    for page, black in zip(pages, boxes, strict=True):
        scale = DPI / POINTS
        width, height = page.get_size()
        scale = min(scale, (MOST_PIXELS / (width * height)) ** 0.5)
        # what stands on top of the page is not read, so it is not shown either
        bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
        picture = bitmap.to_pil().convert("RGB")
        draw = ImageDraw.Draw(picture)
        for box in black:
            draw.rectangle(_pixels(page, box, picture.size), fill="black")
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
    return {"pages": len(pages), "missed": 0}


def picture(file: Path, target: Path) -> dict[str, Any]:
    """A picture as its pixels alone: without place, camera, owner or a smaller picture within."""
    with Image.open(file) as opened:
        opened.seek(0)
        upright = ImageOps.exif_transpose(opened)
        flat = Image.new("RGB", upright.size, "white")
        shown = upright.convert("RGBA")
        flat.paste(shown, mask=shown.getchannel("A"))
    flat.save(target, "JPEG", quality=QUALITY)
    return {"pages": 1, "missed": 0}


def _letters(page: pdfium.PdfPage) -> list[Letter]:
    textpage = page.get_textpage()
    signs = [
        chr(pdfium.raw.FPDFText_GetUnicode(textpage, at)) for at in range(textpage.count_chars())
    ]
    return letters_of(signs)


def _boxes(pages: list[pdfium.PdfPage], phrases: list[str]) -> tuple[list[list[Box]], int]:
    """For each page the boxes over what stands there of `phrases`, in points; and how many letters
    of them have none. A phrase may begin on one page and end on the next."""
    letters: list[Letter] = []
    signs: list[tuple[int, Box]] = []  # of all pages together: on which, and where
    for number, page in enumerate(pages):
        textpage, first = page.get_textpage(), len(signs)
        letters += [
            Letter(each.sign, tuple(first + at for at in each.made_from)) for each in _letters(page)
        ]
        letters.append(Letter("\n", ()))
        signs += [
            (number, textpage.get_charbox(at, loose=True)) for at in range(textpage.count_chars())
        ]
    shown = {at for at, (_, box) in enumerate(signs) if box[0] < box[2] and box[1] < box[3]}
    boxes: list[list[Box]] = [[] for _ in pages]
    to_cover: set[int] = set()
    for found in places(letters, phrases):
        to_cover.update(found)
        placed = [signs[at] for at in found if at in shown]
        for number, black in enumerate(boxes):
            black += _lines([box for on, box in placed if on == number])
    missed = [
        letter
        for letter in letters
        if letter.sign.strip() and to_cover.issuperset(letter.made_from)
        if shown.isdisjoint(letter.made_from)
    ]
    return boxes, len(missed)


def _lines(boxes: list[Box]) -> Iterator[Box]:
    """One box for each line on which letters stand: their words together, since lengths tell too."""
    line: Box | None = None
    for left, bottom, right, top in boxes:
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
