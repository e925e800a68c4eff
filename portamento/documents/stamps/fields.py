"""The fields of a stamp: two signs that name it, its value, and where it ends (spec, chapter 7)."""

GS = "\x1d"  # ends a field of free length
RS = "\x1e"  # ends a field that was cut short
# A field of fixed length is followed at once by the next one.
BY_LENGTH = {
    1: "1G 1H",
    2: "26 2D 6Y",
    4: "06 08 09 45",
    5: "24 2B 6W",
    6: "07",
    8: "1C 4A 4B 4C",
    9: "0A 0B",
    13: "40 44 47 49",
    36: "0D",
}
# A field that may be shorter is not closed when it is as long as it may be.
BY_LONGEST = {
    5: "43",
    12: "41",
    16: "1D",
    30: "1E 1F",
    32: "25 2C 6X",
    38: "10 11 12 13 14 15 16 17 1I 1J 1K 1L 1M 1N 1O 1P 20 21 22 23 27 28 29 2A 46 48 6S 6T 6U 6V",
}
FIXED = {name: length for length, names in BY_LENGTH.items() for name in names.split()}
LONGEST = {name: length for length, names in BY_LONGEST.items() for name in names.split()}


class Malformed(ValueError):
    """The message does not divide into fields."""


def split(message: str) -> tuple[dict[str, str], frozenset[str]]:
    """The fields of a message, and which of them were cut short. Raises Malformed.

    One that the specification does not name is taken to end at the next separator.
    """
    values: dict[str, str] = {}
    cut: set[str] = set()
    place = 0
    while place < len(message):
        name = message[place : place + 2]
        if len(name) < 2 or not name.isalnum() or name in values:
            raise Malformed(f"field {len(values) + 1}")
        start = place + 2
        end = _end(message, name, start)
        values[name] = message[start:end]
        if message[end : end + 1] == RS:
            cut.add(name)
        place = end + (message[end : end + 1] in {GS, RS})
    return values, frozenset(cut)


def _end(message: str, name: str, start: int) -> int:
    if width := FIXED.get(name):
        if len(message) < start + width or GS in message[start : start + width]:
            raise Malformed(f"field {name} is too short")
        return start + width
    limit = min(len(message), start + LONGEST.get(name, len(message)))
    ends = [place for sign in (GS, RS) if (place := message.find(sign, start, limit)) >= 0]
    return min(ends, default=limit)
