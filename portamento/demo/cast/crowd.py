"""Fifty-five more families, so that lists, filters and counts have something to show."""

from datetime import timedelta
from random import Random

from portamento.changes import actions as changes
from portamento.demo.cast import people, steps
from portamento.families import actions as families
from portamento.families.choices import Relation
from portamento.foundation import clock
from portamento.reenrolment import actions

FIRST = (
    *("Adam", "Jeanne", "Malo", "Sofia", "Yasmine", "Tom", "Éloïse", "Maël", "Inaya", "Gabin"),
    *(
        "Louise",
        "Ibrahim",
        "Capucine",
        "Nino",
        "Salomé",
        "Octave",
        "Lila",
        "Ruben",
        "Alma",
        "Eliott",
    ),
)
PARENTS = (  # a mother, a father, in turns
    *(
        "Sylvie",
        "Marc",
        "Amina",
        "Julien",
        "Hélène",
        "Mehdi",
        "Cécile",
        "Olivier",
        "Fatou",
        "Pascal",
    ),
    *("Nadège", "Thierry", "Leïla", "Bruno", "Aurélie"),
)
LAST = (
    *("Lefèvre", "Morel", "Tanguy", "Garnier", "Haddad", "Girard", "Bonnet", "Perrin", "Caron"),
    *("Dupuis", "Fabre", "Roussel", "Mercier", "Blanc", "Guérin", "Boyer", "Chevalier", "Lambert"),
    *(
        "Fontaine",
        "Rivière",
        "Lopez",
        "Marchand",
        "Barbier",
        "Giraud",
        "Brunet",
        "Schmitt",
        "Colas",
    ),
)
STREETS = ("rue Haute", "rue du Moulin", "place du Marché", "chemin des Vignes", "quai des Moulins")
VALMONT = {"postcode": "00100", "city": "Valmont"}
ROQUEBELLE = {"postcode": "00150", "city": "Roquebelle"}  # its families do not live in Valmont
BUNDLES = (
    (("Violon", "1C2"), ("Formation musicale 1C", "1C2"), ("Chœur d’enfants", "1C2")),
    (("Piano", "2C1"), ("Formation musicale 2C2", "2C2"), ("Chœur d’enfants", "2C1")),
    (("Guitare", "1C4"), ("Formation musicale 1C", "1C4"), ("Chœur d’enfants", "1C4")),
    (("Danse classique 1er cycle", "1C2"),),
    (("Flûte traversière", "1C1"), ("Formation musicale 1C", "1C1"), ("Orchestre à vent", "1C1")),
    (("Théâtre 1er cycle", "1C1"),),
    (("Éveil musical", "EV"),),
    (("Percussions", "HC"),),
)
# What becomes of each family's first pupil; the office's own work comes from these, too.
FATES = (
    *(["never"] * 5, ["connected"] * 8, ["draft"] * 7, ["withdrawn"]),
    *(["sent"] * 10, ["incomplete"] * 5, ["review"] * 2, ["ready"] * 2),
    *(["sent_back"] * 4, ["accepted"] * 3, ["placed"] * 2, ["confirmed"] * 3),
    *(["refused"] * 1, ["leaves"] * 2),
)


def crowd(courses, plans, office, opened) -> None:
    """All of them, in every state; the same each time the demo is built."""
    chance = Random(2027)  # noqa: S311  an example, the same each time
    fates = [fate for group in FATES for fate in group]
    for index, fate in enumerate(fates):
        with clock.at(opened - timedelta(days=15, minutes=-index)):
            guardian, pupil = family(index, courses, chance, office)
        started = min(
            opened + timedelta(hours=5 + index * 4.4), clock.now() - timedelta(minutes=40)
        )
        with clock.at(started - timedelta(minutes=20)):
            if fate != "never":
                people.sign_in(guardian)
        with clock.at(started):
            live(fate, guardian, pupil, plans, office, chance)
            extras(index, guardian, office)


def family(index, courses, chance, by):
    second = LAST[(index * 5 + 3) % len(LAST)]
    last = LAST[index % len(LAST)] + (f"-{second}" if index >= len(LAST) else "")
    home = families.create_family(last, number=f"F-{index + 6:04d}", by=by)
    guardian = people.guardian(
        home,
        PARENTS[index % len(PARENTS)],
        last,
        identifier=f"famille{index + 6}",
        email="" if index == 3 else f"famille{index + 6}@example.org",
        address=f"{chance.randint(1, 90)} {chance.choice(STREETS)}",
        **(VALMONT if chance.random() < 0.8 else ROQUEBELLE),
        mobile=f"06 00 00 {index:02d} {index:02d}",
        by=by,
    )
    pupil = None
    for number in range(2 if index % 3 == 0 else 1):
        years = chance.randint(6, 16)
        pupil = people.child(
            *(home, guardian, FIRST[(index + number * 7) % len(FIRST)], last),
            people.born(years, chance.randint(1, 12), chance.randint(1, 28)),
            relation=Relation.FATHER if index % len(PARENTS) % 2 else Relation.MOTHER,
            by=by,
        )
        people.enrol(pupil, courses, *BUNDLES[(index + number) % len(BUNDLES)], by=by)
    return guardian, pupil


def live(fate, guardian, pupil, plans, office, chance) -> None:
    """Each fate is what the ones before it did, and one step more."""
    plan = plans[1] if chance.random() < 0.6 else plans[0]
    if fate in {"never", "connected"}:
        return
    if fate == "draft":
        steps.draft(guardian, pupil, plan=plan, message="Le mardi nous est impossible.")
        return
    if fate == "withdrawn":
        actions.withdraw(steps.draft(guardian, pupil, plan=plan), by=office)
        return
    if fate == "leaves":
        steps.send(guardian, pupil, stays="no")
        return
    steps.draft(guardian, pupil, plan=plan)
    steps.hand_in(guardian, pupil, all_but=2 if fate == "incomplete" else 0)
    dossier = steps.send(guardian, pupil, plan=plan)
    for step in AFTER[fate]:
        step(dossier, office)


def start(dossier, by):
    actions.start(dossier, by=by)


def refuse_one(dossier, by):
    row = dossier.family.documents.filter(state="received").first()
    actions.judge(row, accept=False, reason="illegible", by=by)
    actions.send_back(dossier, note="Merci de renvoyer ce document.", by=by)


def accept(dossier, by):
    steps.check_all(dossier, by)
    dossier.refresh_from_db()
    actions.accept(dossier, by=by)


def settle(dossier, by):
    steps.place_all(dossier, by)
    actions.settle(dossier, by=by)


def confirm(dossier, by):
    actions.confirm(dossier, by=by)


def refuse(dossier, by):
    actions.refuse(dossier, reason="Trois absences non justifiées cette année.", by=by)


AFTER = {
    "sent": (),
    "incomplete": (),
    "review": (start,),
    "ready": (steps.check_all,),
    "sent_back": (start, refuse_one),
    "accepted": (accept,),
    "placed": (accept, settle),
    "confirmed": (accept, settle, confirm),
    "refused": (start, refuse),
}


def extras(index, guardian, office) -> None:
    """Changes that wait."""
    if index % 7 == 2:
        seen = guardian.person.mobile
        change = {"mobile": (seen, "06 99 99 99 99")}
        if index % 14 == 2:
            now = guardian.person
            change |= {name: (getattr(now, name), town) for name, town in ROQUEBELLE.items()}
        changes.ask(
            "guardian",
            guardian.pk,
            household_id=guardian.family_id,
            changes=change,
            by=guardian.account,
        )
