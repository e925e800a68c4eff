"""A school's logo: PNG, JPEG or SVG, told by content; a drawing keeps only shapes.

What may stay in an SVG is a closed list, after the SVG 1.1 element index: anything that runs,
fetches or embeds is refused rather than removed, so that nobody wonders what was lost.
"""

import re
from xml.etree import ElementTree
from xml.parsers import expat

from django.utils.translation import gettext as _

from portamento.workflow.action import NotAllowed

MOST_BYTES = 200_000
SVG = "http://www.w3.org/2000/svg"
PNG_HEAD, JPEG_HEAD = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
SHAPES = frozenset(
    (
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "title", "desc", "defs", "linearGradient", "radialGradient", "stop"),
        *("clipPath", "mask", "symbol"),
    )
)
ATTRIBUTES = frozenset(
    (
        *("id", "version", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry"),
        *("fx", "fy", "dx", "dy", "width", "height", "viewBox", "points", "transform"),
        *("preserveAspectRatio", "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray"),
        *("stroke-dashoffset", "stroke-opacity", "opacity", "color", "stop-color", "offset"),
        *("stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "clip-path"),
        *("clip-rule", "clipPathUnits", "mask", "maskUnits", "font-family", "font-size"),
        *("font-weight", "font-style", "text-anchor", "letter-spacing", "display", "visibility"),
    )
)
# A drawing in an alphabet the parser does not know raises the last two.
UNREADABLE = (ElementTree.ParseError, expat.ExpatError, ValueError, LookupError)
DEEPEST = 50
FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|data:|https?:|//", re.IGNORECASE)


def checked(content: bytes) -> tuple[str, bytes]:
    """Content type and bytes to keep. Raises NotAllowed."""
    if len(content) > MOST_BYTES:
        raise NotAllowed(_("Ce logo dépasse 200 Ko : enregistrez-le en plus petit."))
    if content.startswith(PNG_HEAD):
        return "image/png", content
    if content.startswith(JPEG_HEAD):
        return "image/jpeg", content
    if b"<svg" in content[:4000]:
        return "image/svg+xml", clean_svg(content)
    raise NotAllowed(_("Ce fichier n’est ni un PNG, ni un JPEG, ni un SVG."))


def clean_svg(content: bytes) -> bytes:
    """The drawing with shapes and colours only."""
    refuse_entities(content)
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  no DTD, no entity: refused above
    except UNREADABLE as wrong:
        raise NotAllowed(_("Ce fichier SVG est abîmé.")) from wrong
    if plain_name(root.tag) != "svg":
        raise NotAllowed(_("Ce fichier n’est pas un dessin SVG."))
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(clean_element(root), encoding="utf-8")


def refuse_entities(content: bytes) -> None:
    """Declared entities can swell without end or read files of the machine."""

    def refuse(*args) -> None:
        raise NotAllowed(_("Ce fichier SVG contient des entités, ce que nous n’acceptons pas."))

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(content, True)
    except UNREADABLE as wrong:
        raise NotAllowed(_("Ce fichier SVG est abîmé.")) from wrong


def plain_name(tag) -> str:
    """The name of an element of SVG; of another vocabulary, nothing."""
    space, _brace, name = str(tag).rpartition("}")
    return name if space in {"", "{" + SVG} else ""


def clean_element(element: ElementTree.Element, depth: int = 1) -> ElementTree.Element:
    """The element with what is allowed; raises NotAllowed for what could run or fetch."""
    if depth > DEEPEST:
        raise NotAllowed(_("Ce fichier SVG est abîmé."))
    kept = ElementTree.Element(f"{{{SVG}}}{plain_name(element.tag)}")
    for name, value in element.attrib.items():
        keep_attribute(kept, name, value)
    kept.text, kept.tail = element.text, element.tail
    for child in element:
        name = plain_name(child.tag)
        if name in SHAPES:
            kept.append(clean_element(child, depth + 1))
        elif name and name != "metadata":
            raise NotAllowed(_("Ce logo contient « %s », ce que nous n’acceptons pas.") % name)
    return kept


def keep_attribute(kept: ElementTree.Element, name: str, value: str) -> None:
    """Presentation only; a style attribute becomes the attributes it stands for."""
    if name.startswith("{"):
        return  # of another vocabulary: no browser reads it as drawing
    if name.lower().startswith("on") or FETCHES.search(value):
        raise NotAllowed(_("Ce logo contient un programme ou une adresse : %s.") % name)
    if name == "style":
        for part in value.split(";"):
            key, _colon, what = part.partition(":")
            if key.strip() in ATTRIBUTES:
                kept.set(key.strip(), what.strip())
    elif name in ATTRIBUTES:
        kept.set(name, value)
