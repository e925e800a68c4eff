"""What the head decides of the school itself: its identity, its years, where its residents live.

These actions stand above `workflow`, which `schools` may not know.
"""

from django.utils.translation import gettext as _

from portamento.administration import logos
from portamento.audit.record import record
from portamento.foundation import clock
from portamento.schools import setup
from portamento.schools.models import Commune, School, SchoolYear, new_setup_version
from portamento.schools.scope import scope
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.edit import edit


@action
def create_school(slug: str, *, name: str, town: str, by, **fields) -> School:
    """A new conservatoire on this installation, with this school year and the next."""
    if School.objects.filter(slug=slug).exists():
        raise NotAllowed(_("Un conservatoire porte déjà ce nom court."))
    refuse_host_of_another(None, fields.get("host_names", ""))
    school = School.objects.create(slug=slug, name=name, town=town, **fields)
    with scope(school):
        start = school.starting_year(clock.today())
        for year in (start, start + 1):
            SchoolYear.objects.create(starts_in=year)
        record("school.created", school, name=name)
    # What the others keep in mind of the installation: their links name their Site from now on.
    School.objects.exclude(pk=school.pk).update(setup_version=new_setup_version())
    return school


@action
def edit_school(school: School, *, by, **fields) -> None:
    """Who the school is, what it says of itself, and its rules."""
    refuse_host_of_another(school, fields.get("host_names", ""))
    edit(school, "school.edited", fields, school)
    setup.changed()


def refuse_host_of_another(school: School | None, host_names: str) -> None:
    """A host name leads to one school."""
    others = School.objects.exclude(pk=school.pk if school else None).only("host_names")
    theirs = {host for other in others for host in other.hosts()}
    for host in host_names.split():
        if host in theirs:
            raise NotAllowed(_("« %s » mène déjà à un autre conservatoire.") % host)


@action
def set_logo(school: School, content: bytes, *, by) -> None:
    """The school's mark, checked by its content; a drawing is made harmless first."""
    kind, clean = logos.checked(content)
    edit_logo(school, clean, kind)
    record("school.logo_set", school, kind=kind, size=len(clean))


@action
def drop_logo(school: School, *, by) -> None:
    """The name alone stands at the top of the pages."""
    edit_logo(school, None, "")
    record("school.logo_dropped", school)


def edit_logo(school: School, content: bytes | None, kind: str) -> None:
    school.logo, school.logo_type = content, kind
    school.version += 1
    school.save(update_fields=["logo", "logo_type", "version"])
    setup.changed()


@action
def add_year(starts_in: int, *, by) -> SchoolYear:
    """The school year that begins then, made once."""
    year, made = SchoolYear.objects.get_or_create(starts_in=starts_in)
    record("school.year_added", year=year.label, made=made)
    setup.changed()
    return year


@action
def add_commune(name: str, *, insee: str, postcode: str, by) -> Commune:
    """Its inhabitants pay the residents' tariff."""
    if Commune.objects.filter(insee=insee, postcode=postcode).exists():
        raise NotAllowed(_("Cette commune est déjà dans la liste avec ce code postal."))
    commune = Commune.objects.create(name=name, insee=insee, postcode=postcode)
    record("commune.added", name=str(commune), insee=insee)
    setup.changed()
    return commune


@action
def drop_commune(commune: Commune, *, by) -> None:
    """Its inhabitants are residents no longer."""
    record("commune.dropped", name=str(commune), insee=commune.insee)
    commune.delete()
    setup.changed()
