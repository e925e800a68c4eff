"""The 2D-Doc stamps of a document, verified, as the office is shown them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portamento.documents import trust
from portamento.documents.inspector import answers
from portamento.documents.readings.proposal import Kind, shown
from portamento.documents.stamps import facts as stamp_facts
from portamento.documents.stamps.facts import About, Facts
from portamento.documents.stamps.signature import Certificate, Verdict, check
from portamento.documents.stamps.stamp import NotAStamp, parse
from portamento.foundation import text


@dataclass(frozen=True)
class Seen:
    """One stamp on a page. Its facts are worth what its verdict is worth."""

    page: int
    box: answers.Box
    verdict: Verdict
    test: bool
    facts: Facts
    signed_on: date | None

    @property
    def proved(self) -> bool:
        """Said by the issuer, and nobody else."""
        return self.verdict is Verdict.VALID

    @property
    def sentence(self) -> str:
        if self.proved and self.test:
            return _(
                "Cachet 2D-Doc d’essai : signature valable, d’un certificat qui ne prouve rien."
            )
        return str(SENTENCES[self.verdict]())

    def rows(self) -> list[tuple[str, str]]:
        """What it says, for a list of facts."""
        said = self.facts
        issued = _("Émis le") if said.about is About.RESIDENCE else _("Établi le")
        income, parts = said.reference_income, said.parts
        rows = [
            (_("Nom"), ", ".join(said.names)),
            (_("Adresse"), ", ".join([*said.address, f"{said.postcode} {said.town}".strip()])),
            (issued, text.day(said.issued_on) if said.issued_on else ""),
            (_("Numéro"), said.number),
            (_("Revenus de l’année"), str(said.income_year or "")),
            (_("Nombre de parts"), "" if parts is None else shown(Kind.PARTS, parts)),
            (
                _("Revenu fiscal de référence"),
                "" if income is None else shown(Kind.REFERENCE_INCOME, income),
            ),
        ]
        return [(label, value) for label, value in rows if value.strip(", ")]


SENTENCES = {
    Verdict.VALID: lambda: _("Cachet 2D-Doc : signature valable."),
    Verdict.UNKNOWN_CERTIFICATE: lambda: _(
        "Cachet 2D-Doc : certificat inconnu, la signature n’est pas vérifiée."
    ),
    Verdict.ALTERED: lambda: _(
        "Cachet 2D-Doc altéré : ce qu’il dit n’est pas ce que l’émetteur a signé."
    ),
    Verdict.EXPIRED_CERTIFICATE: lambda: _(
        "Cachet 2D-Doc : le certificat n’était pas en vigueur le jour de la signature."
    ),
}


def seen(reading: answers.Reading, certificates: Iterable[Certificate] | None = None) -> list[Seen]:
    """The stamps of kinds we know, each once; other bar codes of the paper are nobody's business.

    Without `certificates`, those that the operator loaded.
    """
    known = list(trust.certificates() if certificates is None else certificates)
    found: dict[bytes, Seen] = {}
    for each in reading.stamps:
        try:
            stamp = parse(each.raw)
        except NotAStamp:
            continue
        if said := stamp_facts.facts(stamp):
            verdict, signer = check(stamp, known)
            test = signer is not None and signer.test
            one = Seen(each.page, each.box, verdict, test, said, stamp.signed_on)
            found.setdefault(each.raw, one)
    return list(found.values())
