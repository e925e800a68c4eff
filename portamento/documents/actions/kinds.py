"""The kinds of document a school asks for: what the office sets up."""

from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.documents import filing
from portamento.documents.intake import Intake
from portamento.documents.models import DocumentKind, Owner, Sensitivity
from portamento.documents.questionnaires import library
from portamento.schools import setup
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.edit import edit

FORM_FIELDS = ("form", "owner", "sensitivity")


@action
def add_kind(name: str, *, owner: str, by, file: Intake | None = None, **fields) -> DocumentKind:
    """A kind of document the school may ask for from now on; `file` is a model to fill in."""
    refuse_twin(name)
    refuse_form(fields.get("form", ""), owner, fields.get("sensitivity", Sensitivity.ORDINARY))
    model_file = filing.row_of(file)
    kind = DocumentKind.objects.create(name=name, owner=owner, model_file=model_file, **fields)
    record("kind.added", name=name, owner=owner)
    setup.changed()
    return kind


@action
def edit_kind(
    kind: DocumentKind, *, by, file: Intake | None = None, drop_file: bool = False, **fields
) -> None:
    """Names it otherwise, or changes how long it is good for; what was handed in stays."""
    if "name" in fields:
        refuse_twin(fields["name"], apart=kind.pk)
    after = {
        name: fields.get(name, getattr(kind, name)) for name in ("form", "owner", "sensitivity")
    }
    refuse_form(**after)
    if fields.get("owner", kind.owner) != kind.owner and kind.documents.exists():
        raise NotAllowed(_("Des familles ont déposé ce document : ajoutez un autre type."))
    former = kind.model_file if file or drop_file else None
    if file or drop_file:
        fields["model_file"] = filing.row_of(file)
    edit(kind, "kind.edited", fields)
    filing.discard(former)
    setup.changed()


def refuse_form(form: str, owner: str, sensitivity: str) -> None:
    """A form knows whose answers it takes and how they are kept: the kind must agree."""
    known = library.ALL.get(form)
    if known is None:
        return
    if owner != known.owner:
        whose = Owner(known.owner).label
        raise NotAllowed(_("Ce formulaire va avec les documents « %s ».") % whose)
    if known.sensitivity != Sensitivity.ORDINARY and sensitivity != known.sensitivity:
        contains = Sensitivity(known.sensitivity).label
        raise NotAllowed(
            _("Pour ce formulaire, « Ce qu’il contient » doit être « %s ».") % contains
        )


def refuse_twin(name: str, *, apart: int | None = None) -> None:
    """Families could not tell two of the same name apart."""
    if DocumentKind.objects.filter(name=name).exclude(pk=apart).exists():
        raise NotAllowed(_("Un type de document porte déjà ce nom."))
