"""The two schools: who they are, their staff, what they teach. All fictional."""

from datetime import time

from portamento.accounts import actions as accounts
from portamento.accounts.roles import Role
from portamento.administration import actions as administration
from portamento.catalog import actions as catalog
from portamento.catalog import usual
from portamento.catalog.models import Art, Course, Level, Part
from portamento.schools import setup

DISCIPLINES = (
    *((name, Art.MUSIC, Part.MAIN) for name in ("Violoncelle", "Violon", "Piano", "Guitare")),
    *((name, Art.MUSIC, Part.MAIN) for name in ("Trompette", "Flûte traversière", "Percussions")),
    ("Formation musicale", Art.MUSIC, Part.THEORY),
    ("Orchestre", Art.MUSIC, Part.ENSEMBLE),
    ("Chœur", Art.MUSIC, Part.ENSEMBLE),
    ("Chant choral", Art.MUSIC, Part.OTHER),
    ("Éveil musical", Art.MUSIC, Part.OTHER),
    *((f"Danse {kind}", Art.DANCE, Part.MAIN) for kind in ("classique", "contemporaine")),
    ("Théâtre", Art.DRAMA, Part.MAIN),
)
# discipline, course, level, teacher, weekday, from, to, room, capacity
COURSES = (
    ("Violoncelle", "Violoncelle", "", "Mme Castel", 2, (14, 0), (14, 45), "7", 12),
    ("Violon", "Violon", "", "M. Aubry", 1, (17, 0), (17, 45), "8", 20),
    ("Piano", "Piano", "", "Mme Lorient", 2, (13, 0), (13, 45), "5", 24),
    ("Guitare", "Guitare", "", "M. Salcedo", 4, (17, 30), (18, 15), "9", 18),
    ("Trompette", "Trompette", "", "M. Aubert", 4, (17, 30), (18, 15), "12", 12),
    ("Flûte traversière", "Flûte traversière", "", "Mme Delmas", 0, (17, 0), (17, 45), "6", 14),
    ("Percussions", "Percussions", "", "M. Okoye", 3, (17, 0), (17, 45), "14", 10),
    (
        "Formation musicale",
        "Formation musicale 1C",
        "",
        "M. Ollivier",
        2,
        (10, 0),
        (11, 0),
        "3",
        40,
    ),
    (
        "Formation musicale",
        "Formation musicale 2C2",
        "2C2",
        "M. Ollivier",
        2,
        (15, 0),
        (16, 30),
        "3",
        40,
    ),
    (
        "Orchestre",
        "Orchestre des cordes 2e cycle",
        "",
        "Mme Rey",
        5,
        (10, 0),
        (12, 0),
        "Auditorium",
        45,
    ),
    ("Orchestre", "Orchestre à vent", "", "M. Aubert", 5, (14, 0), (16, 0), "Auditorium", 45),
    ("Chœur", "Chœur d’enfants", "", "Mme Vidal", 2, (16, 45), (17, 45), "Salle chorale", 60),
    (
        "Chant choral",
        "Chant choral adultes",
        "AD",
        "Mme Vidal",
        3,
        (19, 30),
        (21, 0),
        "Salle chorale",
        60,
    ),
    ("Éveil musical", "Éveil musical", "EV", "Mme Pons", 2, (9, 30), (10, 15), "2", 24),
    (
        "Danse classique",
        "Danse classique 1er cycle",
        "1C2",
        "Mme Arnaud",
        2,
        (13, 30),
        (15, 0),
        "Studio A",
        25,
    ),
    (
        "Danse contemporaine",
        "Danse contemporaine",
        "2C1",
        "M. Diarra",
        4,
        (18, 0),
        (19, 30),
        "Studio B",
        20,
    ),
    ("Théâtre", "Théâtre 1er cycle", "1C1", "Mme Bazin", 5, (13, 0), (15, 0), "Plateau", 18),
)
WELCOME = "Les cours reprennent à la mi-septembre."


def create(slug: str, name: str, town: str, postcode: str, accent: str):
    """A school with what its pages say; its postcode does not exist."""
    return administration.create_school(
        slug,
        name=name,
        town=town,
        accent=accent,
        phone="05 00 00 00 00" if slug == "valmont" else "05 00 00 00 90",
        address=f"12 rue des Tilleuls\n{postcode} {town}",
        email=f"scolarite@{slug}.example.org",
        sender=f"scolarite@{slug}.example.org",
        hours="du mardi au vendredi, 14 h – 18 h",
        welcome=WELCOME,
        by=None,
    )


def staff(name: str, identifier: str, role: str, password: str, domain: str):
    account = accounts.open_account(
        name=name,
        email=f"{identifier}@{domain}.example.org",
        identifier=identifier,
        role=role,
        by=None,
    )
    accounts.change_password(account, password, by=account)
    accounts.connect(account, by=account)
    return account


STAFF = (
    ("Paul Roche", "direction", Role.DIRECTOR),
    ("Nadia Ferrand", "secretariat", Role.SECRETARY),
    ("Samir Colin", "regie", Role.REGIE),
    ("Odile Brun", "lecture", Role.READER),
)


def teach(by) -> dict[str, Course]:
    """Levels, disciplines, teachers and this year's courses."""
    usual.add_levels([code for code, *_rest in usual.LEVELS], by=by)
    named = {
        name: catalog.add_discipline(name, art=art, part=part, by=by)
        for name, art, part in DISCIPLINES
    }
    teachers = {
        name: catalog.add_teacher(name, by=by) for name in sorted({row[3] for row in COURSES})
    }
    levels = {level.code: level for level in Level.objects.all()}
    year = setup.current_year()
    return {
        row[1]: _course(row, year, named[row[0]], levels.get(row[2]), teachers[row[3]], by)
        for row in COURSES
    }


def _course(row, year, discipline, level, teacher, by) -> Course:
    _discipline, name, _level, _teacher, weekday, starts, ends, room, capacity = row
    individual = discipline.part == Part.MAIN and discipline.art == Art.MUSIC
    return catalog.add_course(
        year,
        discipline,
        name=name,
        level=level,
        teacher=teacher,
        kind=Course.Kind.INDIVIDUAL if individual else Course.Kind.COLLECTIVE,
        weekday=weekday,
        starts_at=time(*starts),
        ends_at=time(*ends),
        room=room,
        capacity=capacity,
        by=by,
    )
