"""A stored letter made ready to leave: its secret put in, its HTML made, its PDF attached."""

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.template.loader import render_to_string

from portamento.foundation import clock
from portamento.mailroom import fresh
from portamento.mailroom.models import Outgoing
from portamento.schools.models import Accent

# The look's accents (tokens.css) in the sRGB of mail readers: oklch(.41 chroma hue).
ACCENTS = {
    Accent.PETROLE: "#005464",
    Accent.OUTREMER: "#2a458b",
    Accent.PRUNE: "#6b335a",
    Accent.GRENAT: "#7b2c37",
    Accent.CUIVRE: "#6c3c1f",
    Accent.SAPIN: "#225541",
}
URL = re.compile(r"https?://[^\s<>«»]+[^\s<>«».,;:!?)]")

BREAK = (("break", ""),)
BUTTON = re.compile(rf"(?:(.{{2,60}}?)[\u00a0 ]?: )?({URL.pattern})")


class BadAddress(ValueError):
    """No mail server would understand it."""


@dataclass(frozen=True)
class Block:
    """A paragraph, a list, or a line that leads somewhere: « Suivre le dossier : https://… ».

    Each line is pairs: ("words", …), ("link", …) and ("break", ""), or (label, address) of what
    leads somewhere.
    """

    kind: str
    lines: tuple[tuple[tuple[str, str], ...], ...]


def message(row: Outgoing) -> EmailMessage:
    """One mail to one recipient: text, the HTML made from it, and the paper."""
    text, school = fresh.revealed(row), row.school
    mail = EmailMessage(policy=SMTP)
    mail["From"] = address(school.name, sender(row))
    mail["To"] = address(row.name, recipient(row))
    if school.email and school.email != sender(row):
        mail["Reply-To"] = address(school.name, school.email)
    mail["Subject"] = flat(row.subject)
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = row.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html(row, text), subtype="html", cte="quoted-printable")
    if row.paper:
        mail.add_attachment(
            bytes(row.paper.content), maintype="application", subtype="pdf", filename=row.paper.name
        )
    return mail


def recipient(row: Outgoing) -> str:
    """The address as any server understands it. Raises BadAddress."""
    local, _, domain = row.address.rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}"
        return Address(addr_spec=plain).addr_spec
    except (ValueError, MessageError) as error:
        raise BadAddress(row.address) from error


def sender(row: Outgoing) -> str:
    """The school's sender address; without one, its office's."""
    return row.school.sender or row.school.email


def address(name: str, email: str) -> Address:
    return Address(display_name=flat(name), addr_spec=email)


def flat(words: str) -> str:
    """On one line: what people type never makes a second header."""
    return " ".join(words.split())


def html(row: Outgoing, text: str) -> str:
    """The one layout of all letters; its styles are inline, as mail readers want."""
    facts = {
        "subject": row.subject,
        "school": row.school,
        "accent": ACCENTS.get(row.school.accent, ACCENTS[Accent.PETROLE]),
        "blocks": blocks(text),
    }
    return render_to_string("mailroom/letter.html", facts)


def blocks(text: str) -> list[Block]:
    """Paragraphs stand apart by an empty line; lines that begin with a dash make a list.

    A line that is set in goes on with its item; lists that follow each other are one.
    """
    made = []
    for part in re.split(r"\n[^\S\n]*\n", text.strip()):
        lines = [line.strip() for line in part.splitlines()]
        if is_list(part):
            made = joined(made, items(part))
        elif len(lines) == 1 and (found := BUTTON.fullmatch(lines[0])):
            made.append(Block("link", ((named(found),),)))
        else:
            made.append(Block("text", tuple(pieces(line) for line in lines)))
    return made


def is_list(part: str) -> bool:
    """Each line is an item or goes on with one."""
    lines = part.splitlines()
    return lines[0].startswith("- ") and all(line.startswith(("- ", "  ")) for line in lines)


def items(part: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    found = re.split(r"^- ", part, flags=re.MULTILINE)[1:]
    lines = [item_lines(item.splitlines()) for item in found]
    return tuple(
        tuple(piece for number, line in enumerate(item) for piece in [*BREAK[:number], *line])
        for item in lines
    )


def item_lines(lines: list[str]) -> list[tuple[tuple[str, str], ...]]:
    """« Refaire ce document : https://… » leads there by its words, without the address.

    Not in the first line, which may repeat what somebody typed: an address shows there.
    """
    first, *others = (line.strip() for line in lines)
    found = [(BUTTON.fullmatch(line), line) for line in others]
    return [pieces(first), *((named(to),) if to and to[1] else pieces(line) for to, line in found)]


def named(found: re.Match) -> tuple[str, str]:
    """Label and address; an address without words is its own label."""
    return found[1] or found[2], found[2]


def joined(made: list[Block], more: tuple) -> list[Block]:
    if made and made[-1].kind == "list":
        return [*made[:-1], Block("list", made[-1].lines + more)]
    return [*made, Block("list", more)]


def pieces(line: str) -> tuple[tuple[str, str], ...]:
    """The line cut into words and links."""
    found, at = [], 0
    for match in URL.finditer(line):
        found += [("words", line[at : match.start()]), ("link", match.group())]
        at = match.end()
    return tuple(piece for piece in [*found, ("words", line[at:])] if piece[1])
