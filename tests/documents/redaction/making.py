"""PDF files as offices make them, with all that may hide in one: a title, a layer that is not shown,
an attachment, a note, white letters."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

SIZE = (595, 842)  # A4 in points


def pdf(
    pages: Sequence[Sequence[str]],
    *,
    title: str = "",
    attached: str = "",
    note: str = "",
    layer: str = "",
    rotate: int = 0,
    drawn: str = "",
    within: str = "",
    letter_width: int = 600,
    letters_told: bool = True,
) -> bytes:
    """A PDF with these lines on its pages; `layer` stands on a layer that is switched off.

    drawn, within: operators that draw on the first page, and in a drawing of one point that is
    shown as large as the page.
    """
    writer = PdfWriter()
    signs = sorted(set("".join(line for page in pages for line in page) + layer))
    letters = _font(writer, signs, letter_width)
    if not letters_told:
        del letters[NameObject("/ToUnicode")]
    font = writer._add_object(letters)
    for number, lines in enumerate(pages):
        page = writer.add_blank_page(*SIZE)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        parts = [_shown(line, signs, 60, 780 - 24 * at) for at, line in enumerate(lines)]
        if layer and number == 0:
            parts.append(f"/OC /MC0 BDC {_shown(layer, signs, 60, 300)} EMC")
            _switch_off(writer, page)
        if number == 0:
            parts += [drawn, _put_within(writer, page, within)]
        content = DecodedStreamObject()
        content.set_data("\n".join(parts).encode())
        page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
        if rotate:
            page.rotate(rotate)
    if note:
        writer.add_annotation(0, FreeText(text=note, rect=(60, 100, 400, 140)))
    if title:
        writer.add_metadata({"/Title": title, "/Author": title, "/Subject": title})
        writer.xmp_metadata = f'<?xpacket begin="?"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{title}</a></x:xmpmeta>'.encode()
    if attached:
        writer.add_attachment("ghi chu.txt", attached.encode())
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def everything_in(content: bytes) -> str:
    """All that anybody may get out of a PDF: its text, its data, its raw bytes, its streams open."""
    reader = PdfReader(BytesIO(content))
    found = [content.decode("latin-1"), str(reader.metadata), str(dict(reader.attachments))]
    found += [page.extract_text() for page in reader.pages]
    for number in range(1, int(reader.trailer["/Size"])):
        thing = reader.get_object(number)
        found.append(str(thing))
        if hasattr(thing, "get_data"):
            data = thing.get_data()
            found += [data.decode("latin-1"), data.decode("utf-16-be", "replace")]
            found.append(data.decode("utf-8", "replace"))
    return "\n".join(found)


def _shown(line: str, signs: Sequence[str], x: int, y: int) -> str:
    codes = "".join(f"{signs.index(sign) + 1:04x}" for sign in line)
    return f"BT /F1 12 Tf {x} {y} Td <{codes}> Tj ET"


def _font(writer: PdfWriter, signs: Sequence[str], width: int) -> DictionaryObject:
    lines = "\n".join(
        f"<{at + 1:04x}> <{sign.encode('utf-16-be').hex()}>" for at, sign in enumerate(signs)
    )
    unicodes = DecodedStreamObject()
    unicodes.set_data(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe def "
            "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{len(signs)} beginbfchar\n{lines}\nendbfchar endcmap end end"
        ).encode()
    )
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): NameObject("/Thu"),
            NameObject("/CIDSystemInfo"): DictionaryObject(
                {
                    NameObject("/Registry"): TextStringObject("Adobe"),
                    NameObject("/Ordering"): TextStringObject("Identity"),
                    NameObject("/Supplement"): NumberObject(0),
                }
            ),
            NameObject("/DW"): NumberObject(width),
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/Thu"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([writer._add_object(descendant)]),
            NameObject("/ToUnicode"): writer._add_object(unicodes),
        }
    )


def _put_within(writer: PdfWriter, page: DictionaryObject, within: str) -> str:
    drawing = DecodedStreamObject()
    drawing.set_data(within.encode())
    drawing[NameObject("/Type")] = NameObject("/XObject")
    drawing[NameObject("/Subtype")] = NameObject("/Form")
    drawing[NameObject("/BBox")] = ArrayObject([NumberObject(each) for each in (0, 0, 1, 1)])
    page["/Resources"][NameObject("/XObject")] = DictionaryObject(
        {NameObject("/Fm0"): writer._add_object(drawing)}
    )
    return f"q {SIZE[0]} 0 0 {SIZE[1]} 0 0 cm /Fm0 Do Q" if within else ""


def _switch_off(writer: PdfWriter, page: DictionaryObject) -> None:
    group = writer._add_object(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("An")}
        )
    )
    page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/MC0"): group})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {
            NameObject("/OCGs"): ArrayObject([group]),
            NameObject("/D"): DictionaryObject({NameObject("/OFF"): ArrayObject([group])}),
        }
    )
