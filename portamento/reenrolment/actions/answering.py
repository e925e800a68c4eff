"""The office changes what a household answered, when it is asked to by telephone or at the desk."""

from django.db.models import F
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.reenrolment import setup
from portamento.reenrolment.models import Campaign, HouseholdAnswers, QfChoice
from portamento.workflow.action import NotAllowed, action


@action
def change_answers(family, campaign: Campaign, *, plan_id: int | None, qf_choice: str, by) -> None:
    """Another payment plan or another word on the quotient: the documents asked for follow.

    Raises NotAllowed where nothing changes.
    """
    answers, _made = HouseholdAnswers.objects.get_or_create(family=family, campaign=campaign)
    said = told(campaign, answers.plan_id, answers.qf_choice)
    now = told(campaign, plan_id, qf_choice)
    if said == now:
        raise NotAllowed(_("Rien n’a changé."))
    HouseholdAnswers.objects.filter(pk=answers.pk).update(
        plan_id=plan_id, qf_choice=qf_choice, version=F("version") + 1
    )
    record("household.changed", answers, household=family.pk, before=said, after=now)


def told(campaign: Campaign, plan_id: int | None, qf_choice: str) -> str:
    """« En 8 fois par prélèvement, Je fournis un justificatif »."""
    names = {plan.pk: plan.name for plan in setup.plans(campaign)}
    words = (names.get(plan_id, ""), str(QfChoice(qf_choice).label) if qf_choice else "")
    return ", ".join(filter(None, words)) or _("pas de réponse")
