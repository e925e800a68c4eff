"""Papers that families hand in: real PDFs, which say that they are fictional."""

from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from portamento.demo.cast import contents
from portamento.mailroom import press

SCHOOL = {
    "name": "Document de démonstration",
    "address": "Personne fictive, lieu fictif",
    "phone": "",
    "email": "",
    "hours": "",
}


BLANKS = ("Nom et prénom de l’élève", "Nom du responsable", "Fait le", "Signature")


@cache
def content(title: str, name: str, place: str, town: str, *lines: str) -> bytes:
    """One page with that title and name, and lines of its own."""
    facts = {
        "school": SCHOOL,
        "recipient": {"name": name, "address_lines": [place, town]},
        "place_date": town.split(maxsplit=1)[1],
        "subject": title,
        "paragraphs": ["Ce document est fictif. Il sert d’exemple dans la démonstration.", *lines],
        "closing": "",
    }
    return press.print_pdf("letter", facts)


def paper(title: str, guardian, filename: str) -> SimpleUploadedFile:
    """As a browser would send it."""
    person, number = guardian.person, guardian.pk
    said = contents.lines(title, number)
    town = f"{person.postcode} {person.city}"
    data = content(title, person.full_name, person.address.splitlines()[0], town, *said)
    data = contents.with_stamp(title, person, number, data)
    return SimpleUploadedFile(filename, data, "application/pdf")


def model(title: str) -> SimpleUploadedFile:
    """What the school offers to download, fill in and hand in again."""
    blanks = [f"{label} : {'.' * 40}" for label in BLANKS]
    data = content(title, "Service scolarité", "12 rue des Tilleuls", "00100 Valmont", *blanks)
    name = title.partition(" :")[0].replace(" ", "-").lower()
    return SimpleUploadedFile(f"{name}.pdf", data, "application/pdf")
