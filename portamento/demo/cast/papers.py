"""Papers that families hand in: real PDFs, which say that they are fictional."""

import io
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from portamento.mailroom import press

SCHOOL = {
    "name": "Document de démonstration",
    "address": "Personne fictive, lieu fictif",
    "phone": "",
    "email": "",
    "hours": "",
}


@cache
def content(title: str, name: str, place: str) -> bytes:
    """One page with that title and name."""
    facts = {
        "school": SCHOOL,
        "recipient": {"name": name, "address_lines": [place, "00100 Valmont"]},
        "place_date": "Valmont",
        "subject": title,
        "paragraphs": ["Ce document est fictif. Il sert d’exemple dans la démonstration."],
        "closing": "",
    }
    return press.print_pdf("letter", facts)


def paper(title: str, guardian, filename: str) -> SimpleUploadedFile:
    """As a browser would send it."""
    person = guardian.person
    data = content(title, person.full_name, person.address.splitlines()[0])
    return SimpleUploadedFile(filename, io.BytesIO(data).getvalue(), "application/pdf")
