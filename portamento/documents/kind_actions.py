"""The kinds of document a school asks for: what the office sets up."""

from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.documents.models import DocumentKind
from portamento.schools import setup
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.edit import edit


@action
def add_kind(name: str, *, owner: str, by, **fields) -> DocumentKind:
    """A kind of document the school may ask for from now on."""
    refuse_twin(name)
    kind = DocumentKind.objects.create(name=name, owner=owner, **fields)
    record("kind.added", name=name, owner=owner)
    setup.changed()
    return kind


@action
def edit_kind(kind: DocumentKind, *, by, **fields) -> None:
    """Names it otherwise, or changes how long it is good for; what was handed in stays."""
    if "name" in fields:
        refuse_twin(fields["name"], apart=kind.pk)
    edit(kind, "kind.edited", fields)
    setup.changed()


def refuse_twin(name: str, *, apart: int | None = None) -> None:
    """Families could not tell two of the same name apart."""
    if DocumentKind.objects.filter(name=name).exclude(pk=apart).exists():
        raise NotAllowed(_("Un type de document porte déjà ce nom."))
