"""Letters in the office: their fate, the pile to post, their texts."""

import pytest

from portamento.accounts import actions as account_actions
from portamento.documents.models import Sensitivity
from portamento.mailroom import fresh, letter, wording
from portamento.mailroom.models import Fate, Outgoing, Paper, Wording
from portamento.reenrolment import actions as reenrolment
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.office import people
from tests.office.people import rights

SEES = {"director": 200, "secretary": 200, "regie": 200, "reader": 403, "": 403}
POSTS = dict.fromkeys(("director", "secretary", "regie"), 302) | {"reader": 403, "": 403}
KIND = "IdentifierSent"


def page(name, **kwargs):
    return people.page(name, "letters", **kwargs)


@pytest.fixture
def sent(valmont):
    """The identifiant of Claire Martin, by e-mail."""
    claire = people.household().guardians.select_related("account").get()
    account_actions.send_identifier(claire.account, by=None)
    return Outgoing.objects.get()


@pytest.fixture
def to_post(valmont):
    """That of Marc Petit, who has no e-mail."""
    marc = make.guardian(make.family("Petit"), "Marc", "Petit", email="")
    account_actions.send_identifier(marc.account, by=None)
    return Outgoing.objects.get(name="Marc Petit")


def pages(pk, no_secret_pk):
    seen = [page("index"), page("show", pk=pk), page("pile"), page("wordings")]
    posts = [page("print_pile"), page("put_kept_to_post"), page("put_to_post", pk=no_secret_pk)]
    ways_in = [page("resend", pk=pk), page("edit_wording", kind=KIND)]
    return (
        dict.fromkeys([*seen, page("resend", pk=no_secret_pk)], SEES)
        | dict.fromkeys(posts, POSTS)
        | dict.fromkeys(ways_in, SEES | {"regie": 403})
        | dict.fromkeys([page("restore_wording", kind=KIND)], POSTS | {"regie": 403})
    )


@pytest.mark.parametrize("role", SEES)
def test_each_role_on_each_page_of_letters(sent, sign_in, role):
    account_actions.change_password(sent.account, "Valmont2026", by=None)
    plain = Outgoing.objects.get(kind="PasswordChanged", account=sent.account)
    rights(sign_in, role, pages(sent.pk, plain.pk))


def test_letters_of_the_other_school_are_not_found(sent, to_post, sign_in, client):
    paper = Paper.objects.create(template="pile", facts={"letters": []}, wanted_at=sent.written_at)
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        client = sign_in(accounts.staff("Hélène Vasseur"))
    for url in (page("show", pk=sent.pk), page("resend", pk=sent.pk)):
        assert client.get(url).status_code == 404
    for name in ("download", "mark_posted"):
        assert client.post(page(name, pk=paper.pk)).status_code == 404
    assert "Martin" not in client.get(page("index")).content.decode()


def test_the_list_narrows_to_addresses_that_were_refused(sent, to_post, secretary):
    Outgoing.objects.filter(pk=sent.pk).update(state=Fate.REFUSED, problem="550 no such user")
    html = secretary.get(page("index"), {"sort": "refused"}).content.decode()
    assert "550 no such user" in html and "Marc Petit" not in html


def test_a_secret_is_never_shown(to_post, secretary):
    html = secretary.get(page("show", pk=to_post.pk)).content.decode()
    assert "jamais montré" in html
    assert letter.SECRET not in html
    assert fresh.revealed(to_post) not in html
    assert "Renvoyer ce courrier" not in html


def test_a_letter_is_sent_again_to_the_address_that_is_right(sent, secretary):
    html = secretary.get(page("resend", pk=sent.pk)).content.decode()
    assert "claire.martin@example.org" in html
    answer = secretary.post(page("resend", pk=sent.pk), {"email": "claire@example.org"})
    copy = Outgoing.objects.exclude(kind="PasswordChanged").order_by("-pk").first()
    assert answer["Location"] == page("show", pk=copy.pk)
    assert (copy.address, copy.text, copy.state) == ("claire@example.org", sent.text, Fate.QUEUED)


def test_a_bill_is_not_read_through_its_letter(sent, sign_in):
    sent.mention_rows.create(kind="bill", subject_id=1)
    regie = sign_in(accounts.staff("Samir Colin", role="regie"))
    assert regie.get(page("show", pk=sent.pk)).status_code == 200
    secretary = sign_in(accounts.staff("Nadia Ferrand", role="secretary"))
    assert secretary.get(page("show", pk=sent.pk)).status_code == 404


def test_why_a_paper_of_health_was_refused_is_for_those_who_may_read_it(sent, sign_in):
    family = sent.account.guardian.family
    kind = make.kind("Fiche sanitaire", owner="pupil", sensitivity=Sensitivity.HEALTH)
    paper = make.document(family, kind, pupil=make.pupil(family))
    reenrolment.judge(paper, accept=False, reason="other", note="Le PAI manque.", by=None)
    reenrolment.tell_refusals(family, by=None)
    told = Outgoing.objects.get(kind="DocumentsRefused")
    assert "Le PAI manque." in told.text
    regie = sign_in(accounts.staff("Samir Colin", role="regie"))
    assert regie.get(page("show", pk=told.pk)).status_code == 404
    assert page("show", pk=told.pk) not in regie.get(page("index")).content.decode()
    secretary = sign_in(accounts.staff("Nadia Ferrand", role="secretary"))
    assert "Le PAI manque." in secretary.get(page("show", pk=told.pk)).content.decode()


OWN = "Objet : Bienvenue {{ destinataire }}\n\nVotre identifiant : {{ identifiant }}\n"


def test_the_schools_own_words_serve_from_the_next_letter(valmont, sent, secretary):
    url = page("edit_wording", kind=KIND)
    looked = secretary.post(url, {"text": OWN, "apercu": "1"}).content.decode()
    assert "Bienvenue Claire Martin" in looked
    assert not Wording.objects.exists()
    secretary.post(url, {"text": OWN})
    valmont.refresh_from_db()
    account_actions.send_identifier(sent.account, by=None)
    assert Outgoing.objects.filter(subject="Bienvenue Claire Martin").exists()
    secretary.post(page("restore_wording", kind=KIND))
    assert not Wording.objects.exists()


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (KIND, "Bonjour", "première ligne"),
        (KIND, "Objet : {{ identifiant", "accolades"),
        (KIND, "Objet : {{ motdepasse }}", "Mots inconnus"),
        (KIND, "Objet : {{ range }}{{ self }}", "range, self"),
        (KIND, "Objet : {{ ecole.__class__ }}", "que nommer"),
        (KIND, "Objet : {% for x in ecole %}a{% endfor %}", "que nommer"),
        (KIND, "Objet : {{ 9 ** 9 ** 9 }}", "que nommer"),
        ("IdentifierByPost", "Objet : Bonjour {{ identifiant }}", "ne sert à rien sans"),
    ],
)
def test_a_text_that_could_not_be_sent_is_refused_beside_its_field(
    valmont, secretary, kind, text, said
):
    answer = secretary.post(page("edit_wording", kind=kind), {"text": text})
    assert said in answer.content.decode()
    assert not Wording.objects.exists()


def test_our_own_texts_pass_the_same_check(valmont):
    faults = {
        name: wording.problems(name, letter.default_text(kind))
        for name, kind in wording.kinds().items()
    }
    assert {name: found for name, found in faults.items() if found} == {}
    assert all(wording.preview(name, letter.default_text(wording.kinds()[name])) for name in faults)


def test_a_letter_that_does_not_exist_has_no_text(valmont, secretary):
    assert secretary.get(page("edit_wording", kind="Nothing")).status_code == 404
