"""A household for the tests of the office, and the ladder of rights."""

from functools import partial

from django.urls import reverse

from tests import make
from tests.make import accounts


def page(name: str, area: str = "families", **kwargs) -> str:
    return reverse(f"office:{area}.{name}", kwargs=kwargs or None)


def address_in(area: str):
    """`url = address_in("documents")`, then `url("show", pk=…)`."""
    return partial(page, area=area)


def html(answer) -> str:
    return answer.content.decode()


def text(answer) -> str:
    """The page with plain spaces, as one would look for a sentence in it."""
    return html(answer).replace("\u00a0", " ").replace("\u202f", " ")


def household():
    """Claire Martin, and Lina who follows her."""
    family = make.family("Martin")
    make.guardian(family, "Claire", "Martin", mobile="06 00 00 00 01")
    make.pupil(family, "Lina", "Martin")
    return family


def rights(sign_in, role: str, pages: dict[str, dict[str, int]]) -> None:
    """What that role is answered on each page; a family has no business in the office."""
    name = role.title() or "Zoé Autre"
    person = accounts.staff(name, role=role) if role else family_account()
    client = sign_in(person)
    answered = {url: client.get(url).status_code for url in pages}
    assert answered == {url: allowed[role] for url, allowed in pages.items()}


def family_account():
    return make.guardian(make.family("Autre"), "Zoé", "Autre").account
