"""Which fields each kind of person sees, may change, must fill in; and what awaits validation."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families import fields as known
from portamento.families import policy
from portamento.families.models.policies import Mode, Whose

PRESETS = ((policy.GUIDE, lazy("Tous les champs")), (policy.MINIMAL, lazy("Le minimum")))


class Sheet(forms.Form):
    """Two questions per field."""

    def __init__(self, *args, whose: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = [field for field in known.OF[whose] if not field.policy_of]
        for field in self.own:
            self.add(field, policy.of(whose)[field.name])

    def add(self, field, rule: policy.Rule) -> None:
        modes = [mode for mode in Mode.choices if not (field.needed and mode[0] == Mode.HIDDEN)]
        self.fields[f"mode_{field.name}"] = forms.ChoiceField(
            label=field.label, choices=modes, initial=rule.mode
        )
        self.fields[f"awaits_{field.name}"] = forms.BooleanField(
            label=lazy("Un changement attend validation"), required=False, initial=rule.awaits
        )

    def rows(self) -> list[tuple]:
        """Each field with its two questions."""
        return [
            (field, self[f"mode_{field.name}"], self[f"awaits_{field.name}"]) for field in self.own
        ]

    def rules(self) -> dict[str, policy.Rule]:
        given = self.cleaned_data
        return {
            field.name: policy.Rule(given[f"mode_{field.name}"], given[f"awaits_{field.name}"])
            for field in self.own
        }


def fields(request, whose):
    """The fields of one kind of person, on one page."""
    if whose not in Whose.values:
        raise Http404
    form = bind(Sheet, request, whose=whose)
    if form.is_valid():
        policy.set_all(whose, form.rules(), by=request.user)
        messages.success(request, _("Champs enregistrés."))
        return redirect("office:school.fields", whose=whose)
    tabs = [
        {
            "label": label,
            "url": reverse("office:school.fields", kwargs={"whose": value}),
            "current": value == whose,
        }
        for value, label in Whose.choices
    ]
    context = {"whose": Whose(whose), "form": form, "tabs": tabs, "presets": PRESETS}
    return render(request, "office/school/fields.html", context)


def use_preset(request, whose):
    """A whole set at once, for all kinds of person."""
    preset = request.POST.get("preset")
    if request.method == "POST" and preset in policy.PRESETS:
        policy.use_preset(preset, by=request.user)
        messages.success(request, _("Champs enregistrés."))
    return redirect("office:school.fields", whose=whose)
