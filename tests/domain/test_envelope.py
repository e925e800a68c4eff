"""A stored letter made into a mail."""

from portamento.mailroom import envelope
from portamento.mailroom.models import Outgoing


def test_a_domain_with_accents_is_written_as_servers_know_it():
    row = Outgoing(address="a@école.example.org")
    assert envelope.recipient(row) == "a@xn--cole-9oa.example.org"


def test_a_line_that_leads_somewhere_becomes_a_button():
    (block,) = envelope.blocks("Suivre le dossier\u00a0: https://portail.example.org/eleves/7/")
    assert (block.kind, block.lines) == (
        "link",
        ((("Suivre le dossier", "https://portail.example.org/eleves/7/"),),),
    )


def test_an_address_inside_a_sentence_stays_there():
    (block,) = envelope.blocks("Voyez https://portail.example.org/aide/, ou appelez-nous.")
    assert block.kind == "text"
    assert ("link", "https://portail.example.org/aide/") in block.lines[0]


def test_items_with_their_link_below_are_one_list():
    link = "https://portail.example.org/eleves/7/#piece-1"
    avis = f"- Avis\n  Refaire ce document\u00a0: {link}"
    first, second, third = envelope.blocks(
        f"À refaire :\n\n- RIB\n  {link}\n\n{avis}\n\n- Demandé : {link}\n\nMerci."
    )
    assert [first.kind, second.kind, third.kind] == ["text", "list", "text"]
    assert second.lines == (
        (("words", "RIB"), ("break", ""), ("link", link)),
        (("words", "Avis"), ("break", ""), ("Refaire ce document", link)),
        (("words", "Demandé : "), ("link", link)),  # typed by somebody: where it leads is seen
    )
