"""Pages: cleaned copies of a PDF's, and new ones that hold a photo each."""

import io
import warnings
from collections.abc import Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from portamento.documents.inspector.photos import Picture

A4 = (595.28, 841.89)  # points
LEAST_DPI = 100  # a small picture is not blown up beyond
# All that a page may hold but what is drawn on it (ISO 32000-2, table 31).
DRAWN = {
    *("/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Contents", "/Rotate"),
    *("/Group", "/UserUnit"),
}


def cleaned(source: pikepdf.Pdf, pages: Iterable[int]) -> pikepdf.Pdf:
    """A new PDF of these pages, counted from 0: what was typed into forms becomes plain drawing,
    then links, notes, actions and the document's own facts are gone."""
    _draw_answers(source)
    copy = pikepdf.new()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that fields are no fields any more is what we want
        for number in pages:
            copy.pages.append(source.pages[number])
    copy.flatten_annotations("screen")
    for page in copy.pages:
        for key in set(page.obj.keys()) - DRAWN:
            del page.obj[key]
    return copy


def _draw_answers(source: pikepdf.Pdf) -> None:
    """Some programs leave it to the viewer to draw what was typed into their fields."""
    form = source.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    undrawn = any(
        isinstance(note, Dictionary) and note.get("/Subtype") == Name.Widget and "/AP" not in note
        for page in source.pages
        for note in page.obj.get("/Annots", [])
    )
    if undrawn:
        form.NeedAppearances = True
    source.generate_appearance_streams()


def add_photo(pdf: pikepdf.Pdf, picture: Picture) -> None:
    """One more page: A4, upright or lying as the photo is, which fills it as far as it can."""
    width, height = A4 if picture.height >= picture.width else A4[::-1]
    scale = min(width / picture.width, height / picture.height, 72 / LEAST_DPI)
    wide, high = picture.width * scale, picture.height * scale
    left, bottom = (width - wide) / 2, (height - high) / 2
    drawn = b"q %.3f 0 0 %.3f %.3f %.3f cm /P Do Q" % (wide, high, left, bottom)
    image = Stream(
        pdf,
        picture.jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.grey else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=(width, height))
    page.obj.Resources = Dictionary(XObject=Dictionary(P=image))
    page.obj.MediaBox = Array([0, 0, round(width, 2), round(height, 2)])
    page.obj.Contents = Stream(pdf, drawn)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The same pages give the same bytes."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
