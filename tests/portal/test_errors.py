"""Pages for what goes wrong: ours, in French, with a way on."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from portamento.doors import errors, page
from portamento.workflow.action import NotAllowed
from tests.make.accounts import account, staff


def text(response) -> str:
    return response.content.decode()


def test_nowhere(client, db):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in text(response) and "Erreur 404" in text(response)
    assert "Retour à l’accueil" in text(response)


def test_a_right_that_is_missing(sign_in, valmont):
    response = sign_in(account()).get("/bureau/equipe/")
    assert response.status_code == 403
    assert "ne vous est pas ouverte" in text(response)


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (lambda request: errors.bad_request(request, None), 400, "illisible"),
        (errors.server_error, 500, "de notre côté"),
    ],
)
def test_the_others_need_neither_session_nor_database(answer, status, words):
    response = answer(RequestFactory().get("/"))
    assert response.status_code == status
    assert words in text(response)


def test_a_refusal_without_a_form_is_a_page_that_says_why(sign_in, valmont):
    paul = staff(identifier="direction")
    response = sign_in(paul).post(reverse("office:staff.close", kwargs={"pk": paul.pk}))
    assert response.status_code == 409
    assert "seul compte de direction" in text(response)
    assert "Retour à l’accueil" in text(response)


def test_every_answer_says_what_browsers_may_do(client, valmont):
    for path in ("/connexion/", "/nulle-part/", "/aide/"):
        response = client.get(path)
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"


def test_a_refusal_on_a_form_shows_the_form_again(rf):
    def view(request):
        request.has_form = True
        if not getattr(request, "refusal", ""):
            raise NotAllowed("Trop tard.")
        return HttpResponse(request.refusal)

    response = page.answer(view, rf.post("/"))
    assert (response.status_code, text(response)) == (409, "Trop tard.")
