"""Five hundred PDFs as different as those families have: by programs, scanners, town halls."""

import io
import random
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Stream, String

from tests.inspector import pictures, samples

SHEETS = {"A4": (595, 842), "A5": (420, 595), "A3": (842, 1191), "letter": (612, 792)}
SENTENCES = (
    *("Avis d’impôt établi en 2026", "Quotient familial : 742 €", "Facture du 12 mars 2026"),
    *("M. Hélène Lefèvre-Dubois", "IBAN FR76 3000 6000 0112 3456 7890 189", "Je soussigné(e)"),
)


def text_page(pdf: pikepdf.Pdf, dice: random.Random, font: str) -> None:
    size = SHEETS[dice.choice(list(SHEETS))]
    page = pdf.add_blank_page(page_size=size)
    made = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{font}"), Encoding=Name.WinAnsiEncoding
    )
    page.obj.Resources = Dictionary(Font=Dictionary(F=made))
    lines = [
        f"BT /F {dice.randint(7, 18)} Tf 50 {size[1] - 60 - 25 * place} Td "
        f"({dice.choice(SENTENCES).replace('(', '').replace(')', '')}) Tj ET"
        for place in range(dice.randint(3, 15))
    ]
    page.obj.Contents = Stream(pdf, "\n".join(lines).encode("cp1252", "replace"))
    if dice.random() < 0.2:
        page.obj.Rotate = dice.choice([90, 180, 270])


def typed(dice: random.Random) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    font = dice.choice(["Helvetica", "Times-Roman", "Courier", "Unheard-Of"])
    for _ in range(dice.choice([1, 1, 1, 2, 2, 4, 12, 60])):
        text_page(pdf, dice, font)
    return pdf


def scanned(dice: random.Random) -> pikepdf.Pdf:
    """Grey or colour, JPEG or packed, 70 to 200 dots per inch."""
    pdf = pikepdf.new()
    image = pictures.lit_from_the_side(pictures.letter(dice.choice([580, 830, 1240, 1650])))
    for _ in range(dice.choice([1, 1, 2, 3])):
        page = pdf.add_blank_page(page_size=(595, 842))
        colour = dice.random() < 0.4
        image = image.convert("RGB" if colour else "L")
        if dice.random() < 0.7:
            data = pictures.as_file(image, quality=dice.choice([40, 75, 90]))
            picture = Stream(pdf, data, Filter=Name.DCTDecode)
        else:
            picture = Stream(pdf, image.tobytes())
        picture.Type, picture.Subtype, picture.BitsPerComponent = Name.XObject, Name.Image, 8
        picture.Width, picture.Height = image.size
        picture.ColorSpace = Name.DeviceRGB if colour else Name.DeviceGray
        page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
        page.obj.Contents = Stream(pdf, b"q 595 0 0 842 0 0 cm /P Do Q")
    return pdf


def linked(dice: random.Random) -> pikepdf.Pdf:
    """Links, bookmarks, a title, a place to open at."""
    pdf = typed(dice)
    address = Dictionary(S=Name.URI, URI=String("https://www.impots.gouv.fr/accueil?a=b"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 20]), A=address)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    pdf.docinfo["/Title"] = "Attestation"
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Page 1", 0))
    return pdf


def filled(dice: random.Random) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(samples.typed_form(dice.choice(["Martin", "75001", "oui"]))))


MAKES: tuple[Callable[[random.Random], pikepdf.Pdf], ...] = (typed, typed, scanned, linked, filled)


def ways(dice: random.Random) -> dict:
    """How different programs write the same pages."""
    modes = [ObjectStreamMode.generate, ObjectStreamMode.disable, ObjectStreamMode.preserve]
    how = {"object_stream_mode": dice.choice(modes), "linearize": dice.random() < 0.3}
    if dice.random() < 0.15:
        strength = dice.choice([2, 3, 4, 6])
        aes = strength >= 4
        how["encryption"] = pikepdf.Encryption(
            user="", owner="secret", R=strength, aes=aes, metadata=aes
        )
    elif not how["linearize"]:
        how["force_version"] = dice.choice(["1.3", "1.4", "1.5", "1.7", "2.0"])
    return how


def spoilt(data: bytes, dice: random.Random) -> bytes:
    """What transfers and careless programs do, and readers mend."""
    harm = dice.random()
    if harm < 0.05:
        return data[: data.rfind(b"startxref")]
    if harm < 0.10:
        return data.replace(b"startxref\n", b"startxref\n9", 1)
    if harm < 0.15:
        return data + b"\r\n" * dice.randint(1, 400)
    return data


def made(count: int = 500, seed: int = 2027) -> Iterator[bytes]:
    """The same choices each time; only the grain of the scans differs."""
    dice = random.Random(seed)
    for number in range(count):
        pdf = MAKES[number % len(MAKES)](dice)
        yield spoilt(samples.saved(pdf, **ways(dice)), dice)
