"""What people fill in on an identity page, under the school's policy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.families import fields, policy
from portamento.families.models.policies import Whose


class Identity(forms.Form):
    """The fields the school shows of that person; those it does not let edit are locked."""

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for field in sheet.fields():
            self.fields[field.name] = field.form_field()
        policy.restrict(self, sheet.policy)
        for name, field in self.fields.items():
            field.disabled = not sheet.editable(name)


def follows_label(sheet):
    """The guide’s words; an adult who studies has no « responsable légal »."""
    if sheet.holder.whose == Whose.ADULT:
        return _("Utiliser les coordonnées d’un responsable du foyer")
    return fields.named("follows").label


class PupilIdentity(Identity):
    """The same, with the coordinates of a guardian or one's own."""

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, sheet=sheet, **kwargs)
        if "follows" not in self.fields:
            return
        locked = self.fields["follows"].disabled
        adults = sheet.holder.guardians
        chosen = sheet.written("follows")
        self.initial["follows"] = bool(chosen)
        self.fields["follows"] = forms.BooleanField(
            label=follows_label(sheet), required=False, disabled=locked or not adults
        )
        if len(adults) > 1:
            self.fields["followed"] = forms.ChoiceField(
                label=_("Responsable dont les coordonnées servent"),
                choices=[(str(one.pk), one.full_name) for one in adults],
                initial=chosen or str(adults[0].pk),
                disabled=locked,
                required=False,
            )

    def clean(self):
        """Ticked: what stands in the fields of one's own coordinates does not count."""
        cleaned = super().clean()
        if "follows" not in self.fields:
            return cleaned
        if cleaned.get("follows"):
            for name in fields.CONTACTS:
                self._errors.pop(name, None)
        cleaned["follows"] = self._followed(cleaned)
        return cleaned

    def _followed(self, cleaned) -> str:
        adults = self.sheet.holder.guardians
        if not cleaned.get("follows") or not adults:
            return ""
        return cleaned.get("followed") or str(adults[0].pk)
