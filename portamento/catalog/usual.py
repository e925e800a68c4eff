"""What most conservatoires teach and how they name levels: offered to a school that begins."""

from portamento.catalog import actions
from portamento.catalog.models import Art, Discipline, Level, Part
from portamento.workflow.action import action

YEARS = {1: "1re", 2: "2e", 3: "3e", 4: "4e"}
# Sigle, name, cycle, rank, whether a dominante then needs its bundle.
LEVELS = (
    *(("EV", "Éveil", None, 1, False), ("IN", "Initiation", None, 2, False)),
    *((f"1C{n}", f"1er cycle, {YEARS[n]} année", 1, 10 + n, True) for n in range(1, 5)),
    *((f"2C{n}", f"2e cycle, {YEARS[n]} année", 2, 20 + n, True) for n in range(1, 5)),
    *((f"3C{n}", f"3e cycle, {YEARS[n]} année", 3, 30 + n, True) for n in range(1, 4)),
    *(("HC", "Hors cursus", None, 90, False), ("AD", "Adultes", None, 91, False)),
)
STRINGS = ("Violon", "Alto", "Violoncelle", "Contrebasse", "Harpe", "Guitare")
WINDS = ("Flûte traversière", "Hautbois", "Clarinette", "Basson", "Saxophone")
BRASS = ("Trompette", "Cor", "Trombone", "Tuba")
OTHERS = ("Piano", "Percussions", "Accordéon", "Chant")
DISCIPLINES = (
    *((name, Art.MUSIC, Part.MAIN) for name in (*STRINGS, *WINDS, *BRASS, *OTHERS)),
    ("Formation musicale", Art.MUSIC, Part.THEORY),
    *((name, Art.MUSIC, Part.ENSEMBLE) for name in ("Orchestre", "Chœur", "Musique de chambre")),
    ("Éveil musical", Art.MUSIC, Part.OTHER),
    *((f"Danse {kind}", Art.DANCE, Part.MAIN) for kind in ("classique", "contemporaine", "jazz")),
    ("Théâtre", Art.DRAMA, Part.MAIN),
)


def new_levels() -> list[tuple[str, str]]:
    """Sigle and name of those the school has not."""
    known = set(Level.objects.values_list("code", flat=True))
    return [(code, name) for code, name, *_rest in LEVELS if code not in known]


def new_disciplines() -> list[tuple[str, str]]:
    """The same of disciplines, whose name is all they have."""
    known = set(Discipline.objects.values_list("name", flat=True))
    return [(name, name) for name, *_rest in DISCIPLINES if name not in known]


@action
def add_levels(codes: list[str], *, by) -> int:
    """Those chosen of the usual ones; how many."""
    wanted = [row for row in LEVELS if row[0] in codes]
    for code, name, cycle, rank, bundle in wanted:
        actions.add_level(code, name=name, cycle=cycle, rank=rank, needs_bundle=bundle, by=by)
    return len(wanted)


@action
def add_disciplines(names: list[str], *, by) -> int:
    """Those chosen of the usual ones; how many."""
    wanted = [row for row in DISCIPLINES if row[0] in names]
    for name, art, part in wanted:
        actions.add_discipline(name, art=art, part=part, by=by)
    return len(wanted)
