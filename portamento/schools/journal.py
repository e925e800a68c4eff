"""What the journal says of each thing that happens here."""

SENTENCES: dict[str, str] = {}
