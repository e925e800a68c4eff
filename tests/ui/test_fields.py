"""A field says its label, hint and error to everyone, whatever its widget."""

import datetime
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django import forms

from portamento.ui.gallery import Every, Wrong


class Seen(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.all = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))

    def of(self, *tags):
        return [attrs for tag, attrs in self.all if tag in tags]


FIELDS = "{% for one in form %}{{ ui.field(one, hint='Conseil') }}{% endfor %}"


@pytest.mark.parametrize("form", [Every(), Every({}), Wrong({"email": "claire"})])
def test_each_control_has_a_label_and_what_describes_it_is_there(show, form):
    seen = Seen(show(FIELDS, form=form))
    ids = [attrs["id"] for _, attrs in seen.all if "id" in attrs]
    assert len(ids) == len(set(ids))
    labels = [attrs["for"] for attrs in seen.of("label")]
    controls = [
        one for one in seen.of("input", "select", "textarea") if one.get("type") != "hidden"
    ]
    assert sorted(labels) == sorted(one["id"] for one in controls)
    for attrs in [*controls, *seen.of("fieldset")]:
        for described in attrs.get("aria-describedby", "").split():
            assert described in ids


def test_a_field_that_failed_is_invalid_and_repeats_the_error(show):
    html = show("{{ ui.field(form.email) }}", form=Wrong({"email": "claire"}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_email-error"' in html
    assert re.search(r'<p class="error" id="id_email-error">.*Erreur', html)


def test_only_what_one_may_leave_out_says_so(show):
    form = Every()
    assert "Facultatif. Conseil" in show("{{ ui.field(form.mot, hint='Conseil') }}", form=form)
    assert "Facultatif" not in show("{{ ui.field(form.nom) }}", form=form)
    assert "Facultatif" not in show("{{ ui.field(form.mot, optional=false) }}", form=form)


def test_values_are_escaped_and_passwords_never_shown(show):
    typed = {"nom": '"><script>', "secret": "quatre mots sans rapport", "mot": "</textarea>"}
    html = show("{% for one in form %}{{ ui.field(one) }}{% endfor %}", form=Every(typed))
    assert "<script>" not in html
    assert "</textarea></textarea>" not in html
    assert "quatre mots" not in html


def test_the_chosen_option_is_selected_in_a_group_too(show):
    html = show("{{ ui.field(form.site) }}", form=Every(initial={"site": "bellerive"}))
    assert '<optgroup label="Autres sites"><option value="bellerive" selected>' in html
    assert html.count("selected") == 1


def test_boxes_and_radios_keep_what_was_ticked(show):
    typed = {"jours": ["lundi", "samedi"], "image": "non", "accord": "on"}
    seen = Seen(show("{% for one in form %}{{ ui.field(one) }}{% endfor %}", form=Every(typed)))
    ticked = [(one["name"], one.get("value")) for one in seen.of("input") if "checked" in one]
    assert ticked == [("image", "non"), ("jours", "lundi"), ("jours", "samedi"), ("accord", None)]


def test_a_date_is_written_for_the_control_that_reads_it(show):
    form = Every(initial={"naissance": datetime.date(2015, 6, 3)})
    assert 'value="2015-06-03"' in show("{{ ui.field(form.naissance) }}", form=form)


def test_a_locked_field_can_be_read_but_not_changed(show):
    form = Every()
    form.fields["site"].disabled = True
    assert " readonly" in show("{{ ui.field(form.nom, readonly=true) }}", form=form)
    assert " disabled" in show("{{ ui.field(form.site) }}", form=form)


def test_a_change_that_waits_shows_the_new_value_and_tells_the_old(show):
    change = {"before": "27 rue <Haute>", "proposed": "8 quai", "withdraw_url": "/annuler"}
    html = show("{{ ui.field(form.nom, pending=change) }}", form=Every(), change=change)
    assert 'value="8 quai"' in html
    assert "27 rue &lt;Haute&gt;" in html
    assert 'aria-describedby="id_nom-pending"' in html
    assert '<a href="/annuler">Annuler ce changement<span class="unseen">' in html


def test_what_was_typed_wins_over_the_change_that_waits(show):
    html = show(
        "{{ ui.field(form.nom, pending=change) }}",
        form=Every({"nom": "Dernier"}),
        change=SimpleNamespace(before="A", proposed="B"),
    )
    assert 'value="Dernier"' in html


def test_attributes_of_the_widget_and_of_the_call_are_written_once(show):
    html = show(
        "{{ ui.field(form.code_postal, autocomplete='postal-code', attrs={'maxlength': 9}) }}",
        form=Every(),
    )
    assert html.count("maxlength") == 1
    assert 'autocomplete="postal-code"' in html


def test_hidden_fields_and_the_version_travel(show):
    class Plain(forms.Form):
        key = forms.CharField(widget=forms.HiddenInput, initial="a&b")

    form = Plain()
    form.version = 7
    html = show("{{ ui.hidden(form) }}", form=form)
    assert '<input type="hidden" name="version" value="7">' in html
    assert 'value="a&amp;b"' in html


def test_the_summary_leads_to_each_field_and_to_the_first_of_a_group(show):
    html = show("{{ ui.errors(form) }}", form=Wrong({"email": "claire"}))
    assert "Il reste 3 points à corriger" in html
    assert 'href="#id_email"' in html
    assert 'href="#id_reponse_0"' in html
    assert 'role="alert" tabindex="-1"' in html


def test_the_summary_is_silent_when_all_is_well(show):
    assert show("{{ ui.errors(form) }}", form=Every()) == ""
    assert show("{{ ui.errors([form, form]) }}", form=Every()) == ""


def test_the_summary_says_what_concerns_no_field(show):
    form = Wrong({"email": "a@example.org", "reponse": "oui"})
    form.add_error(None, "Ce dossier est déjà validé.")
    assert "<li>Ce dossier est déjà validé.</li>" in show("{{ ui.errors(form) }}", form=form)


def test_a_form_filled_again_after_a_lost_session_says_so(show):
    form = Every()
    form.restored = ["rib.pdf"]
    html = show("{{ ui.errors(form) }}", form=form)
    assert "est de nouveau là" in html
    assert "rib.pdf" in html


def test_a_search_asks_by_get_with_what_stands_beside_its_button(show):
    alone = show("{{ ui.search(form.mobile, 'second') }}", form=Every())
    assert '<form method="get" role="search">' in alone and "Facultatif" not in alone
    beside = show("{% call ui.search(form.mobile) %}<b>Retour</b>{% endcall %}", form=Every())
    assert beside.index("Chercher</button>") < beside.index("<b>Retour</b></div>")
