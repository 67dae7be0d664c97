"""Whether a page may hold words that its text does not tell: in pictures, drawn as lines, or in a
font that does not say which letters it shows. Pure but for the reader of PDF files."""

from collections.abc import Iterator
from ctypes import c_float

import pypdfium2 as pdfium

PICTURE_SHARE = 0.25  # of a page: pictures as large together may hold what nothing reads
MOST_DRAWN = 60  # strokes; a stamp's frame has a dozen, a name in outlines some two hundred
RULED = 12  # strokes along the page: a frame, a cell of a table, a line under a heading
MOST_UNTOLD = 3  # signs that the font does not name; a list may have its dots so
DEPTH = 6  # of drawings within drawings
_NEARLY = 0.01  # points

_raw = pdfium.raw
Point = tuple[float, float]


def may_hold_more(page: pdfium.PdfPage) -> bool:
    """Whether the pictures of a page together, what is drawn on it, or signs without a name could
    hold words."""
    return _pictured(page) or _drawn(page) or _untold(page)


def _pictured(page: pdfium.PdfPage) -> bool:
    width, height = page.get_size()
    pictures = page.get_objects(filter=[_raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH)
    return bool(sum(_area(each) for each in pictures) > PICTURE_SHARE * width * height)


def _untold(page: pdfium.PdfPage) -> bool:
    textpage = page.get_textpage()
    signs = range(textpage.count_chars())
    untold = sum(_raw.FPDFText_HasUnicodeMapError(textpage, at) == 1 for at in signs)
    return bool(untold > MOST_UNTOLD)


def _area(thing: pdfium.PdfObject) -> float:
    """How many square points it covers; what stands in a drawing is as large as that is shown."""
    box = thing.get_bounds()
    within = thing.container
    while within is not None:
        box = within.get_matrix().on_rect(*box)
        within = within.container
    left, bottom, right, top = box
    return float((right - left) * (top - bottom))


def _drawn(page: pdfium.PdfPage) -> bool:
    strokes = 0
    for path in page.get_objects(filter=[_raw.FPDF_PAGEOBJ_PATH], max_depth=DEPTH):
        count = _raw.FPDFPath_CountSegments(path)
        if count > RULED or not _is_ruled(path, count):
            strokes += count
        if strokes > MOST_DRAWN:
            return True
    return False


def _is_ruled(path: pdfium.PdfObject, count: int) -> bool:
    """Whether a path goes only straight and along the page, as frames and lines do."""
    came_from: Point | None = None
    for kind, point in _segments(path, count):
        if kind == _raw.FPDF_SEGMENT_BEZIERTO:
            return False
        if kind == _raw.FPDF_SEGMENT_LINETO and came_from is not None:
            moved = (abs(there - here) for here, there in zip(came_from, point, strict=True))
            if min(moved) > _NEARLY:
                return False
        came_from = point
    return True


def _segments(path: pdfium.PdfObject, count: int) -> Iterator[tuple[int, Point]]:
    x, y = c_float(), c_float()
    for at in range(count):
        segment = _raw.FPDFPath_GetPathSegment(path, at)
        _raw.FPDFPathSegment_GetPoint(segment, x, y)
        yield _raw.FPDFPathSegment_GetType(segment), (x.value, y.value)
