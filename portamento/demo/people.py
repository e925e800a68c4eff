"""Whom one may sign in as in the demo. All of them are fictional."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A line of the table that the sign-in page and bin/demo show."""

    school: str
    identifier: str
    password: str
    who: str


FAMILIES, STAFF = "Valmont2026", "Valmont2026Bureau"
NONE = "–"

PEOPLE = (
    Person("Valmont", "martin", FAMILIES, "Claire Martin, deux élèves"),
    Person("Valmont", "benali", FAMILIES, "Karim Benali, séparé, partage Lina"),
    Person("Valmont", "durand", FAMILIES, "Inès Durand, une autre famille"),
    Person("Valmont", "leroy", FAMILIES, "Lucie Leroy, élève majeure"),
    Person("Valmont", "petit", NONE, "Marc Petit, première connexion (petit@example.org)"),
    Person("Valmont", "direction", STAFF, "Paul Roche, direction"),
    Person("Valmont", "secretariat", STAFF, "Nadia Ferrand, secrétariat"),
    Person("Valmont", "regie", STAFF, "Samir Colin, régie"),
    Person("Valmont", "lecture", STAFF, "Odile Brun, lecture seule"),
    Person("Bellerive", "direction", "Bellerive2026Bureau", "Hélène Vasseur, direction"),
)
