"""Schools and their years."""

from portamento.schools.models import Commune, School, SchoolYear, new_setup_version
from portamento.schools.scope import scope


def school(slug="valmont", name="Conservatoire de Valmont", town="Valmont", **fields) -> School:
    """A school with its years and one resident commune; its office's address is fictional."""
    made = School.objects.create(
        slug=slug,
        name=name,
        town=town,
        phone="05 00 00 00 00",
        email=f"scolarite@{slug}.example.org",
        sender=f"ne-pas-repondre@{slug}.example.org",
        address=f"12 rue des Tilleuls\n00100 {town}",
        hours="du mardi au vendredi, 14 h – 18 h",
        **fields,
    )
    School.objects.exclude(pk=made.pk).update(setup_version=new_setup_version())
    with scope(made):
        SchoolYear.objects.bulk_create(SchoolYear(starts_in=y) for y in range(2024, 2030))
        Commune.objects.create(name=town, insee="00001", postcode="00100")
    return made
