"""Persons, households, guardians and pupils."""

from portamento.families.models.households import Family, Guardian, Membership, Tie
from portamento.families.models.persons import Person, Pupil, PupilYear
from portamento.families.models.policies import FieldPolicy

__all__ = [
    *("Family", "FieldPolicy", "Guardian", "Membership", "Person"),
    *("Pupil", "PupilYear", "Tie"),
]
