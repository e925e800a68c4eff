"""What the office is told beside a document: stamps first, then the text; never a decision."""

import base64
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from portamento.documents import advice, known
from portamento.documents.comparison import Address, Name
from portamento.documents.inspector.answers import Line, Reading, Stamp
from portamento.documents.known import PersonFacts
from portamento.documents.models import Sensitivity, Validity
from portamento.documents.readings.proposal import Kind
from portamento.documents.seen import seen
from portamento.documents.stamps.public_test import CERTIFICATE
from portamento.schools.scope import scope
from tests.conventions import french
from tests.make import families
from tests.stamps import samples
from tests.stamps.issuer import Issuer

BOX = (0.1, 0.1, 0.2, 0.2)
CLAIRE = PersonFacts(
    (Name("Leroy", "Claire"), Name("Leroy", "Zoé")),
    (Address(("12 bis, boulevard de Bury",), "16000", "Angoulême"),),
    income_year=2025,
)
ISSUER = Issuer()


def document(sensitivity=Sensitivity.ORDINARY, validity=Validity.MONTHS):
    """Handed in on 10 June 2026."""
    kind = SimpleNamespace(sensitivity=sensitivity, validity=validity, months=3)
    return SimpleNamespace(kind=kind, received_at=datetime(2026, 6, 10, 12, tzinfo=UTC))


def reading(*raws: bytes, text: str = "") -> Reading:
    stamps = tuple(Stamp(1, base64.b64encode(raw).decode(), BOX) for raw in raws)
    lines = tuple(Line(1, line, (0, 0, 0, 0)) for line in text.splitlines())
    return Reading(whole=True, pages=1, lines=lines, stamps=stamps)


def bill(name="MME/LEROY/CLAIRE", street="12 B BD DE BURY", *, issued=date(2026, 5, 2)) -> bytes:
    message = f"26FR241600010{name}\x1d25ANGOULEME\x1d22{street}\x1d"
    return ISSUER.stamp(message, issued=issued, signed=date(2026, 5, 2))


def notice(*, year=2025, income="41{}", amount=32145) -> bytes:
    message = f"432,5\x1d44267801234567845{year}46LEROY CLAIRE\x1d4A31072026{income.format(amount)}"
    return ISSUER.stamp(message, kind="04", issued=None, signed=date(2026, 5, 2))


def told(paper, read, facts=CLAIRE, certificates=(ISSUER.certificate,)) -> dict[str, advice.Advice]:
    found = advice.advise(paper, read, facts, certificates=certificates)
    assert not any(french.faults(one.sentence) for one in found)
    assert len({one.code for one in found}) == len(found)
    return {one.code: one for one in found}


def levels(found) -> dict[str, str]:
    return {code: one.level.value for code, one in found.items()}


def test_a_right_and_recent_bill():
    found = told(document(), reading(bill()))
    assert levels(found) == {"stamp_valid": "ok", "same": "ok", "date_recent": "ok"}
    assert found["same"].sentence == "Nom et adresse concordent."
    assert found["date_recent"].sentence == "Daté du 2 mai 2026\u00a0: moins de 3 mois."
    assert {one.page for one in found.values()} == {1}


def test_an_old_bill():
    found = told(document(), reading(bill(issued=date(2026, 3, 9))))
    assert found["date_old"].level == "wrong"
    assert found["date_old"].sentence == "Daté du 9 mars 2026\u00a0: plus de 3 mois."


def test_a_bill_of_tomorrow():
    assert levels(told(document(), reading(bill(issued=date(2026, 6, 12)))))["date_ahead"] == "look"


@pytest.mark.parametrize(
    ("name", "street", "code", "level"),
    [
        ("MME/LEROY/CLAIRE", "12 BD DE BURY", "address_close", "look"),
        ("MME/LEROY/CLAIRE", "7 RUE HAUTE", "address_other", "wrong"),
        ("M OU MME LEROY", "12 BIS BD DE BURY", "name_close", "look"),
        ("M OU MME LEROY", "12 BD DE BURY", "both_close", "look"),
        ("M OU MME LEROY", "7 RUE HAUTE", "address_other", "wrong"),
        ("MME/DURAND/ANNE", "12 BIS BD DE BURY", "name_other", "look"),
        ("MME/DURAND/ANNE", "12 BD DE BURY", "both_other", "wrong"),
        ("MME/DURAND/ANNE", "7 RUE HAUTE", "both_other", "wrong"),
    ],
)
def test_another_name_or_address(name, street, code, level):
    assert levels(told(document(), reading(bill(name, street))))[code] == level


def test_nothing_is_believed_of_an_altered_stamp():
    raw = bill().replace(b"ANGOULEME", b"ANGOULEMA")
    found = told(document(), reading(raw))
    assert levels(found) == {"stamp_altered": "wrong"}


def test_a_certificate_we_do_not_hold_is_said_and_offers_no_amount():
    found = told(document(Sensitivity.INCOME), reading(notice()), certificates=())
    assert found["stamp_unknown_certificate"].level == "look"
    assert not any(one.proposal for one in found.values())


def test_a_stamp_signed_after_its_certificate():
    old = Issuer(valid_until=date(2026, 1, 1), key=ISSUER.key).certificate
    assert "stamp_expired_certificate" in told(document(), reading(bill()), certificates=[old])


def test_the_public_sample_proves_nothing():
    found = told(document(), reading(samples.raw("00")), certificates=[CERTIFICATE])
    assert found["stamp_valid"].level == "look"
    assert "ne prouve rien" in found["stamp_valid"].sentence


def test_a_tax_notice_offers_what_was_signed():
    found = told(document(Sensitivity.INCOME, Validity.YEAR), reading(notice()))
    assert levels(found) == dict.fromkeys(
        ("stamp_valid", "name_same", "year_same", "read_reference_income", "read_parts"), "ok"
    )
    assert found["read_reference_income"].proposal.value == 32145
    assert found["read_parts"].proposal.line.box == BOX


def test_the_notice_of_another_year():
    found = told(document(Sensitivity.INCOME, Validity.YEAR), reading(notice(year=2024)))
    assert found["year_other"].sentence == "Revenus de 2024\u00a0: l’année attendue est 2025."
    assert found["year_other"].level == "wrong"


def test_a_page_that_says_otherwise_than_its_stamp():
    text = "Impôt sur les revenus de l’année 2025\nRFR : 12 145\nNombre de parts 2,5"
    found = told(document(Sensitivity.INCOME), reading(notice(), text=text))
    assert found["contradiction_reference_income"].level == "wrong"
    assert "contradiction_parts" not in found
    assert "contradiction_income_year" not in found


def test_one_bill_stamped_on_two_pages_is_told_once():
    raw = bill()
    assert len(seen(reading(raw, raw), [ISSUER.certificate])) == 1


def test_other_bar_codes_are_passed_over():
    assert told(document(), reading(b"%0000000750010", ISSUER.stamp("60A\x1d", kind="07"))) == {}


def test_the_facts_of_a_stamp_are_shown():
    (one,) = seen(reading(samples.raw("28")), [CERTIFICATE])
    assert dict(one.rows()) == {
        "Nom": "RETI PATRICK, RETI SOPHIE",
        "Adresse": "145 RUE JULLIARD, ZA SPECIMEN, 78320 LEVIS ST NOM",
        "Établi le": "31 juillet 2022",
        "Numéro": "2278012345678",
        "Revenus de l’année": "2021",
        "Nombre de parts": "2,75",
        "Revenu fiscal de référence": "63\u202f198\u202f€",
    }
    assert one.proved and one.test


def test_a_bill_without_a_stamp():
    text = "MME CLAIRE LEROY\n12 bis bd de Bury\n16000 ANGOULEME\nFacture du 2 mars 2026"
    found = told(document(), reading(text=text))
    assert levels(found) == {
        "date_old": "wrong", "read_date": "ok", "name_written": "ok", "address_written": "ok",
    }  # fmt: skip
    found = told(document(), reading(text="M DURAND\n1 rue Basse\n16000 ANGOULEME"))
    assert levels(found) == {"name_not_written": "look", "address_not_written": "look"}


def test_an_attestation_of_a_fund():
    text = "CAF de la Charente\nClaire LEROY\nQuotient familial juin 2026 : 845 €"
    found = told(document(Sensitivity.INCOME), reading(text=text))
    assert set(found) == {"read_quotient", "read_quotient_month", "month_recent", "name_written"}
    assert found["read_quotient"].proposal.kind is Kind.QUOTIENT
    for month, code in (("février", "month_old"), ("juillet", "month_ahead")):
        assert code in told(document(Sensitivity.INCOME), reading(text=text.replace("juin", month)))


def test_two_quotients_are_left_to_choose():
    text = "CAF\nQuotient familial juin 2026 : 845 €\nQuotient familial mai 2026 : 812 €"
    read = reading(text=text)
    found = advice.advise(document(Sensitivity.INCOME), read, CLAIRE, certificates=())
    assert [one.proposal.value for one in found if one.code == "read_quotient"] == [845, 812]
    assert "quotients" in {one.code for one in found}


def test_a_tax_notice_without_a_stamp():
    text = "Avis d’impôt\nImpôt sur les revenus de 2024\nRevenu fiscal de référence : 32 145"
    found = told(document(Sensitivity.INCOME, Validity.YEAR), reading(text=text))
    assert found["year_other"].level == "wrong"
    assert found["read_reference_income"].proposal.value == 32145


def test_an_account():
    text = "RIB de Claire Leroy\nIBAN FR76 3000 6000 0112 3456 7890 189"
    found = told(document(Sensitivity.BANK), reading(text=text))
    assert set(found) == {"read_iban", "name_written"}
    wrong = told(document(Sensitivity.BANK), reading(text=text.replace("189", "188")))
    assert wrong["iban_wrong"].level == "wrong"


def test_health_papers_and_forms_are_not_read():
    text = "Claire Leroy\nFacture du 2 mars 2026\nIBAN FR76 3000 6000 0112 3456 7890 189"
    assert told(document(Sensitivity.HEALTH), reading(bill(), text=text)) == {}
    assert told(document(validity=Validity.YEAR), reading(text=text)) == {}


def test_a_household_is_known_in_two_queries(valmont, django_assert_num_queries):
    with scope(valmont):
        home, other = families.family("Leroy"), families.family("Petit")
        families.guardian(home, "Claire", "Leroy")
        families.guardian(other, "Luc", "Petit", address="9 rue Basse")
        families.pupil(home, "Zoé", "Leroy")
        with django_assert_num_queries(2):
            found = known.of(home, income_year=2025)
    assert [(one.last, one.first) for one in found.names] == [("Leroy", "Claire"), ("Leroy", "Zoé")]
    assert found.addresses == (Address(("3 rue du Moulin",), "00100", "Valmont"),)
    assert found.income_year == 2025
