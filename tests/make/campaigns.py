"""Campaigns: `make.campaign()` is open now and closes in three weeks."""

from datetime import timedelta

from portamento.administration import actions as administration
from portamento.documents import actions as documents
from portamento.documents.models import DocumentKind, Owner
from portamento.foundation import clock
from portamento.reenrolment import actions as reenrolment
from portamento.reenrolment.models import Campaign, PaymentPlan, Request, Terms
from portamento.schools.models import SchoolYear
from portamento.schools.scope import current


def year_ahead(years: int) -> SchoolYear:
    """This school year, or one that many years later."""
    school = current()
    start = school.starting_year(clock.today())
    return administration.add_year(start + years, by=None)


def campaign(*, opens_in=-7, closes_in=21, year=None, **fields) -> Campaign:
    """Days from now; for the school year after this one."""
    now = clock.now()
    return reenrolment.add_campaign(
        (year or year_ahead(1)).starts_in,
        opens_at=now + timedelta(days=opens_in),
        closes_at=now + timedelta(days=closes_in),
        by=None,
        **fields,
    )


def kind(name="Justificatif de domicile", *, owner=Owner.FAMILY, **fields) -> DocumentKind:
    return documents.add_kind(name, owner=owner, by=None, **fields)


def asked(
    of: Campaign, name="Justificatif de domicile", *, owner=Owner.FAMILY, **fields
) -> Request:
    """A kind of its own, asked for by that campaign: of all, unless a criterion is given."""
    own = {key: fields.pop(key) for key in ("form", "file_too", "sensitivity") if key in fields}
    made = kind(name, owner=owner, **own)
    return reenrolment.ask_for(of, made, by=None, **fields)


def plan(of: Campaign, name="En une fois", *, instalments=1, by_debit=False) -> PaymentPlan:
    return reenrolment.add_plan(of, name=name, instalments=instalments, by_debit=by_debit, by=None)


def terms(of: Campaign, text="Les élèves viennent à l’heure.") -> Terms:
    return reenrolment.publish_terms(of, name="Règlement des études", text=text, by=None)
