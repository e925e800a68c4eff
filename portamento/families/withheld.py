"""What of a pupil's own facts a reader is not shown on the identity page.

Two reasons: a court's order (nothing on where the child is), and being the other household of a
shared pupil. Decision 3 gives that household name, birth date, level, courses and the state of the
dossier, nothing else: school, class, birth place and consents are asked of the main home alone.
French law is wider (Code civil, articles 372 and 373-2: both parents who hold authority decide,
and each may ask the school for what it knows). We show the least and keep the rest at the office,
which answers a parent who has the right to know; and a parent with authority may ask for a name
or birth date to be corrected, which the office always validates.
What each household says itself (coordinates, whom to call) stands on its own row and is not here.
"""

from django.db.models import Q, QuerySet

from portamento.changes.models import FieldChange
from portamento.families import access, fields, holders
from portamento.families.access import Fact
from portamento.families.fields import Store
from portamento.families.models import Guardian, Membership
from portamento.families.models.policies import Subject

_fact_of = {"last_name": Fact.NAME, "first_name": Fact.NAME, "born_on": Fact.BIRTH_DATE}
_own = (Store.PERSON, Store.PUPIL, Store.YEAR)

# Where the child lives and learns, when it leaves, whom to call: what is left is who the child is.
BY_ORDER = fields.FURTHER_PHONES | frozenset(
    one.name for one in fields.ALL if one.store is not Store.PERSON
)
# What both households read and what only the main one does.
SHARED = frozenset(name for name, fact in _fact_of.items() if access.other_household_may_know(fact))
FROM_THE_OTHER = frozenset(one.name for one in fields.ALL if one.store in _own) - SHARED


def is_other_household(membership: Membership) -> bool:
    """Not the pupil's main home; who is the pupil in person reads all, from any household."""
    return not membership.primary and holders.own_guardian(membership) is None


def names(membership: Membership) -> frozenset[str]:
    """The fields not shown; `membership` from `access.shown_to`."""
    by_order = BY_ORDER if membership.protected else frozenset()
    return by_order | (FROM_THE_OTHER if is_other_household(membership) else frozenset())


def changes_but_withheld(guardian: Guardian, rows: QuerySet[FieldChange]) -> QuerySet[FieldChange]:
    """Without those on fields of a pupil that the guardian is not shown."""
    pupils = Membership.objects.filter(family_id=guardian.family_id)
    by_order = pupils.filter(pupil__in=access.kept_from(guardian))
    other = pupils.filter(primary=False).exclude(pupil__person__guardian__family=guardian.family_id)
    of_a_pupil = Q(kind=Subject.PUPIL)
    hidden = Q(subject_id__in=by_order.values("pk"), field__in=BY_ORDER)
    hidden |= Q(subject_id__in=other.values("pk"), field__in=FROM_THE_OTHER)
    return rows.exclude(of_a_pupil & hidden)
