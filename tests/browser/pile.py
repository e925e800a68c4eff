"""Thirty papers for the office to check: six kinds, from each of the five households."""

from portamento.demo.cast import papers
from portamento.documents.models import Document, DocumentKind, Owner
from portamento.families.models import Guardian
from portamento.reenrolment import pieces, setup
from portamento.schools.models import School
from portamento.schools.scope import scope
from tests.make import dossiers

KINDS, HOUSEHOLDS = 6, 5


def lay_down() -> None:
    """In Valmont, whose own documents have all been checked."""
    with scope(School.objects.get(slug="valmont")):
        campaign = setup.current_campaign()
        kinds = DocumentKind.objects.filter(owner=Owner.FAMILY).order_by("position", "pk")
        guardians = Guardian.objects.order_by("family", "rank").select_related("person", "account")
        firsts = {one.family_id: one for one in reversed(guardians)}
        for guardian in sorted(firsts.values(), key=lambda one: one.pk)[:HOUSEHOLDS]:
            for kind in kinds[:KINDS]:
                upload = papers.paper(pieces.name_of(kind, campaign), guardian, f"{kind.pk}.pdf")
                dossiers.document(
                    *(guardian.family, kind),
                    name=upload.name,
                    content=upload.read(),
                    by=guardian.account,
                )
        assert Document.objects.filter(state="received").count() == KINDS * HOUSEHOLDS
