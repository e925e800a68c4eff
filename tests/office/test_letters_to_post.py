"""Letters that go by post: what is kept, who may print it, the pile."""

import pytest

from portamento.accounts import actions as account_actions
from portamento.mailroom.models import Fate, Outgoing, Paper
from portamento.mailroom.sweeps import deliver_letters, make_papers
from tests import make
from tests.make import accounts
from tests.office import people

NOTHING_LEAVES = "Aucun e-mail ne part"


def page(name, **kwargs):
    return people.page(name, "letters", **kwargs)


def read(client, url, **kwargs) -> str:
    return client.get(url, **kwargs).content.decode()


def work(sweep) -> None:
    for _done in sweep():
        pass


@pytest.fixture
def to_post(valmont):
    """The identifiant of Marc Petit, who has no e-mail."""
    marc = make.guardian(make.family("Petit"), "Marc", "Petit", email="")
    account_actions.send_identifier(marc.account, by=None)
    return Outgoing.objects.get(name="Marc Petit")


@pytest.fixture
def kept(valmont, settings):
    """That of Claire Martin, where no mail server is set."""
    settings.SMTP, settings.DEMO = None, False
    claire = people.household().guardians.select_related("account").get()
    account_actions.send_identifier(claire.account, by=None)
    work(deliver_letters)
    return Outgoing.objects.get(name="Claire Martin")


@pytest.fixture
def someone(valmont, sign_in):
    """Signs in somebody of that role."""
    known = {}

    def as_role(role):
        if role not in known:
            known[role] = accounts.staff(f"{role} Essai", role=role, identifier=role)
        return sign_in(known[role])

    return as_role


def test_the_pile_is_printed_downloaded_and_posted(to_post, someone):
    secretary = someone("secretary")
    secretary.post(page("print_pile"), {"two_sided": "on"})
    assert "se prépare" in read(secretary, page("pile"))
    paper = Paper.objects.get()
    assert paper.facts["two_sided"] is True
    assert secretary.get(page("download", pk=paper.pk)).status_code == 404
    work(make_papers)
    assert "Le PDF est prêt" in read(secretary, page("pile"))
    file = secretary.get(page("download", pk=paper.pk))
    assert file.content.startswith(b"%PDF-")
    assert "attachment" in file["Content-Disposition"]
    secretary.post(page("mark_posted", pk=paper.pk))
    assert Outgoing.objects.get(pk=to_post.pk).state == Fate.POSTED
    assert secretary.get(page("download", pk=paper.pk)).status_code == 404
    assert "Rien à poster" in read(secretary, page("pile"))


def test_posted_twice_is_said(to_post, someone):
    secretary = someone("secretary")
    secretary.post(page("print_pile"))
    url = page("mark_posted", pk=Paper.objects.get().pk)
    secretary.post(url)
    assert secretary.post(url).status_code == 409


@pytest.mark.parametrize(
    ("role", "answer"), [("director", 200), ("secretary", 200), ("regie", 403), ("reader", 403)]
)
def test_passwords_are_printed_by_those_who_manage_accounts(to_post, someone, role, answer):
    someone("director").post(page("print_pile"))
    work(make_papers)
    paper = Paper.objects.get()
    client = someone(role)
    assert client.get(page("download", pk=paper.pk)).status_code == answer
    posted = client.post(page("mark_posted", pk=paper.pk)).status_code
    assert posted == (302 if answer == 200 else 403)


def test_the_regie_prints_what_holds_no_password(to_post, someone):
    account_actions.change_password(to_post.account, "Valmont2026", by=None)
    Outgoing.objects.filter(pk=to_post.pk).update(kind="PasswordChanged", text="Bonjour.")
    account_actions.send_identifier(to_post.account, by=None)
    regie = someone("regie")
    regie.post(page("print_pile"))
    paper = Paper.objects.get()
    assert paper.facts["letters"] == [{"letter": to_post.pk}]
    work(make_papers)
    assert regie.get(page("download", pk=paper.pk)).status_code == 200


def test_the_way_in_of_the_team_is_printed_by_the_direction(valmont, someone):
    colin = accounts.account("Samir Colin", role="regie", email="", password="")
    account_actions.send_identifier(colin, by=None)
    assert someone("secretary").post(page("print_pile")).status_code == 409
    someone("director").post(page("print_pile"))
    work(make_papers)
    paper = Paper.objects.get()
    assert someone("secretary").get(page("download", pk=paper.pk)).status_code == 403
    assert someone("director").get(page("download", pk=paper.pk)).status_code == 200


def test_without_a_mail_server_a_letter_is_kept_and_may_be_posted(kept, someone):
    secretary = someone("secretary")
    for address in (page("index"), people.page("index", "home")):
        assert NOTHING_LEAVES in read(secretary, address)
    assert "aucun serveur de courriel" in read(secretary, page("index"), data={"sort": "kept"})
    assert "Gardés, faute de serveur" in read(secretary, page("pile"))
    secretary.post(page("put_kept_to_post"))
    kept.refresh_from_db()
    assert (kept.state, kept.kind) == (Fate.TO_POST, "IdentifierByPost")
    secretary.post(page("print_pile"))
    work(make_papers)
    assert "Le PDF est prêt" in read(secretary, page("pile"))


def test_one_kept_letter_is_posted_from_its_page(kept, someone):
    secretary = someone("secretary")
    assert "Mettre à poster" in read(secretary, page("show", pk=kept.pk))
    secretary.post(page("put_to_post", pk=kept.pk))
    assert "Claire Martin" in read(secretary, page("pile"))
    assert secretary.post(page("put_to_post", pk=kept.pk)).status_code == 409
    assert "Mettre à poster" not in read(secretary, page("show", pk=kept.pk))


def test_the_regie_does_not_put_a_way_in_on_paper(kept, someone):
    regie = someone("regie")
    assert "Mettre à poster" not in read(regie, page("show", pk=kept.pk))
    assert regie.post(page("put_to_post", pk=kept.pk)).status_code == 403
    assert regie.post(page("put_kept_to_post")).status_code == 409
    kept.refresh_from_db()
    assert kept.state == Fate.KEPT


def test_with_a_mail_server_nobody_is_told_that_nothing_leaves(someone, settings):
    settings.SMTP, settings.DEMO = {"host": "mail.example.org"}, False
    secretary = someone("secretary")
    for address in (page("index"), people.page("index", "home")):
        assert NOTHING_LEAVES not in read(secretary, address)


def test_a_refused_letter_says_what_to_do_and_may_be_posted(kept, someone):
    Outgoing.objects.filter(pk=kept.pk).update(state=Fate.REFUSED, problem="550 no such user")
    secretary = someone("secretary")
    html = read(secretary, page("show", pk=kept.pk))
    assert "Que faire" in html and "Corrigez l’adresse" in html
    secretary.post(page("put_to_post", pk=kept.pk))
    kept.refresh_from_db()
    assert kept.state == Fate.TO_POST


def test_letters_are_found_by_the_family_they_concern(kept, someone):
    secretary = someone("secretary")
    assert "Claire Martin" in read(secretary, page("index"), data={"q": "Lina"})
    assert "Claire Martin" not in read(secretary, page("index"), data={"q": "Durand"})
