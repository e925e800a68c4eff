"""The account on a RIB: an IBAN whose key is right, and for a French one the RIB key as well."""

import re
from collections.abc import Iterator

from portamento.documents.inspector.answers import Line
from portamento.documents.readings import numbers
from portamento.documents.readings.proposal import Kind, Proposal, without

# Lengths of the IBAN registry, for accounts met at a French school.
LENGTH = {"FR": 27, "MC": 27, "BE": 16, "DE": 22, "LU": 20, "ES": 24, "IT": 27, "PT": 25}
LENGTH |= {"CH": 21, "NL": 18, "GB": 22, "IE": 22, "AT": 20, "LT": 20}
START = re.compile(r"(?=((?:" + "|".join(LENGTH) + r")\d\d[0-9A-Z]+))")
RIB = re.compile(r"(?<!\d)(\d{5})[\s;]+(\d{5})[\s;]+([0-9A-Z]{11})[\s;]+(\d\d)(?!\d)")
BY_RIB_KEY = {"FR", "MC"}
# « ABCDEFGHI » count 1 to 9, « JKLMNOPQR » too, « STUVWXYZ » 2 to 9.
LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def read(lines: list[Line]) -> list[Proposal]:
    """Each account, once; an IBAN that a line break cuts in two is put together."""
    found: dict[str, Line] = {}
    rows = numbers.rows(list(lines))
    for place, row in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else None
        for iban in _accounts(row, below):
            found.setdefault(iban, without(row, iban))
    return [Proposal(Kind.IBAN, iban, line.page, line) for iban, line in found.items()]


def misread(lines: list[Line]) -> bool:
    """Whether something is announced as an IBAN, and none with a right key is there."""
    rows = numbers.rows(list(lines))
    announced = any(re.search(r"\bIBAN\b.*\b[A-Z]{2}\d\d", row.text.upper()) for row in rows)
    return announced and not read(lines)


def _accounts(row: Line, below: Line | None) -> Iterator[str]:
    alone = list(_ibans(_compact(row.text)))
    yield from alone
    if not alone and below and below.page == row.page:
        joint = _compact(row.text) + _compact(below.text)
        yield from (iban for iban in _ibans(joint) if iban not in _compact(below.text))
    for match in RIB.finditer(row.text.upper()):
        iban = of_rib("".join(match.groups()))
        if is_iban(iban):
            yield iban


def _compact(text: str) -> str:
    return re.sub(r"[\s.;\-]", "", text.upper())


def _ibans(text: str) -> Iterator[str]:
    for match in START.finditer(text):
        iban = match[1][: LENGTH[match[1][:2]]]
        if is_iban(iban):
            yield iban


def is_iban(iban: str) -> bool:
    """Length, the key of ISO 13616 (97-10 of ISO 7064), and in France and Monaco the RIB key."""
    if len(iban) != LENGTH.get(iban[:2]) or not re.fullmatch(r"[A-Z]{2}\d\d[0-9A-Z]+", iban):
        return False
    if int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 != 1:
        return False
    return iban[:2] not in BY_RIB_KEY or is_rib(iban[4:])


def is_creditor(ics: str) -> bool:
    """A French creditor identifier, FRkkZZZNNNNNN: its key leaves the activity code (ZZZ) out."""
    if not re.fullmatch(r"FR\d\d[0-9A-Z]{3}[0-9A-Z]{6}", ics):
        return False
    digits = "".join(str(int(sign, 36)) for sign in ics[7:] + ics[:4])
    return int(digits) % 97 == 1


def is_rib(rib: str) -> bool:
    """Bank, branch, account and key of a French account: 89 b + 15 g + 3 c + key is 97 times n."""
    if not re.fullmatch(r"\d{10}[0-9A-Z]{11}\d\d", rib):
        return False
    bank, branch, account, key = rib[:5], rib[5:10], rib[10:21].translate(LETTERS), rib[21:]
    return (89 * int(bank) + 15 * int(branch) + 3 * int(account) + int(key)) % 97 == 0


def of_rib(rib: str) -> str:
    """The IBAN of a French RIB; no IBAN at all when the RIB's own key is wrong."""
    if not is_rib(rib):
        return ""
    digits = "".join(str(int(sign, 36)) for sign in rib + "FR00")
    return f"FR{98 - int(digits) % 97:02d}{rib}"
