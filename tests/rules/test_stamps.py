"""2D-Doc: the specification's own samples, the fields, and what never counts as valid."""

from datetime import date
from decimal import Decimal

import pytest

from portamento.documents.stamps.facts import About, facts
from portamento.documents.stamps.fields import Malformed, split
from portamento.documents.stamps.public_test import CERTIFICATE
from portamento.documents.stamps.signature import Verdict, verify
from portamento.documents.stamps.stamp import Fault, NotAStamp, parse
from tests.stamps import samples
from tests.stamps.issuer import Issuer

BILL = "26FR241600010MME/LEROY/CLAIRE\x1d25ANGOULEME\x1d2212 BIS RUE DES ACACIAS\x1d18F2026A\x1d"


@pytest.mark.parametrize("kind", samples.SAMPLES)
def test_an_official_sample_verifies(kind):
    assert verify(parse(samples.raw(kind)), [CERTIFICATE]) is Verdict.VALID


@pytest.mark.parametrize("kind", samples.SAMPLES)
def test_one_changed_letter_never_does(kind):
    raw = samples.raw(kind)
    for place, sign in enumerate(raw):
        for other in {ord("A"), ord("B"), ord("2"), ord("7"), sign ^ 1, sign ^ 0x20} - {sign}:
            assert answer(raw[:place] + bytes([other]) + raw[place + 1 :]) != Verdict.VALID, place


def answer(raw: bytes) -> str:
    try:
        return verify(parse(raw), [CERTIFICATE])
    except NotAStamp as refused:
        return refused.code


def test_a_proof_of_residence_says_who_where_and_when():
    said = facts(parse(samples.raw("00")))
    assert said.about is About.RESIDENCE
    assert said.names == ("MLLE SAMPLE ANGELA",)
    assert said.address == ("BAT 2 ETG 3", "7 PLACE DES SPECIMENS")
    assert (said.postcode, said.town, said.issued_on) == ("57000", "METZ", date(2012, 11, 15))


def test_a_tax_notice_says_its_year_income_and_parts():
    said = facts(parse(samples.raw("28")))
    assert said.about is About.INCOME
    assert said.names == ("RETI PATRICK", "RETI SOPHIE")
    assert (said.income_year, said.parts, said.reference_income) == (2021, Decimal("2.75"), 63198)
    assert (said.address, said.postcode) == (("145 RUE JULLIARD", "ZA SPECIMEN"), "78320")
    assert (said.town, said.number) == ("LEVIS ST NOM", "2278012345678")
    assert said.issued_on == date(2022, 7, 31)


def test_a_name_given_in_parts_and_the_number_of_a_bill():
    message = "24160002600" + "11MME\x1d12CLAIRE\x1d13LEROY\x1d1IM/LEROY/MARC\x1d18F2026A\x1d"
    said = facts(parse(Issuer().stamp(message.replace("2600", "26FR"))))
    assert said.names == ("MME LEROY CLAIRE", "M LEROY MARC")
    assert said.number == "F2026A"


def test_the_one_who_gets_the_bill_counts_when_nobody_else_is_named():
    said = facts(parse(Issuer().stamp("2B1600014M/LEROY/MARC\x1d2C ANGOULEME\x1d292 RUE A\x1d")))
    assert (said.names, said.address) == (("M LEROY MARC",), ("2 RUE A",))
    assert (said.postcode, said.town) == ("16000", "ANGOULEME")


def test_an_income_left_out_is_not_a_nought():
    said = facts(parse(Issuer().stamp("431\x1d452024", kind="04", issued=None)))
    assert (said.reference_income, said.parts, said.issued_on) == (None, Decimal(1), None)


def test_other_papers_are_not_ours():
    assert facts(parse(Issuer().stamp("60JEAN\x1d", kind="07"))) is None


def test_a_field_as_long_as_it_may_be_is_not_closed():
    values, cut = split("10" + "A" * 38 + "2416000")
    assert values == {"10": "A" * 38, "24": "16000"}
    assert cut == set()


def test_a_field_cut_short_is_known_as_such():
    values, cut = split("22RUE DU GENERAL DE LA TOUR D AUV\x1e25SOYAUX")
    assert values["25"] == "SOYAUX"
    assert cut == {"22"}


@pytest.mark.parametrize(
    "message", ["1", "241600", "24160\x1d0", "10A\x1d10B", "\x1d\x1d", "10A\x1d2"]
)
def test_what_does_not_divide_is_refused(message):
    with pytest.raises(Malformed):
        split(message)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", Fault.NOT_2D_DOC),
        (b"https://portamento.example/", Fault.NOT_2D_DOC),
        (b"\xdc\x04" + bytes(200), Fault.NOT_2D_DOC),
        (b"DC" + b"9" * 4000, Fault.NOT_2D_DOC),
        (b"DC01FR000001125E125C00\x1f" + bytes(64), Fault.VERSION),
        (b"DC04FR000001", Fault.HEADER),
        (b"DC04FR000001XXXX125C0001FR\x1fAAAA", Fault.HEADER),
        (b"DC02FR000001125E125C00241\x1fAAAA", Fault.FIELDS),
        (b"DC02FR000001125E125C002416000", Fault.SIGNATURE),
        (b"DC02FR000001125E125C002416000\x1fAAAA", Fault.SIGNATURE),
        (b"DC02FR000001125E125C002416000\x1f\xff\xfe", Fault.SIGNATURE),
    ],
)
def test_what_is_no_stamp_says_why(raw, code):
    with pytest.raises(NotAStamp) as refused:
        parse(raw)
    assert refused.value.code is code


def test_only_the_certificate_that_is_named_counts():
    issuer, other = Issuer(), Issuer(name="0A1C")
    stamp = parse(issuer.stamp(BILL))
    assert verify(stamp, [other.certificate]) is Verdict.UNKNOWN_CERTIFICATE
    assert verify(stamp, []) is Verdict.UNKNOWN_CERTIFICATE
    assert verify(stamp, [Issuer().certificate]) is Verdict.ALTERED
    assert verify(stamp, [other.certificate, issuer.certificate]) is Verdict.VALID


@pytest.mark.parametrize("signed", [date(2024, 12, 31), date(2028, 1, 2), None])
def test_a_certificate_serves_within_its_dates(signed):
    issuer = Issuer()
    stamp = parse(issuer.stamp(BILL, signed=signed))
    assert verify(stamp, [issuer.certificate]) is Verdict.EXPIRED_CERTIFICATE


@pytest.mark.parametrize("version", ["02", "03", "04"])
def test_every_version_of_the_header(version):
    issuer = Issuer()
    stamp = parse(issuer.stamp(BILL, version=version))
    assert verify(stamp, [issuer.certificate]) is Verdict.VALID
    assert facts(stamp).address == ("12 BIS RUE DES ACACIAS",)


def test_an_unsigned_annex_is_not_read():
    issuer = Issuer()
    stamp = parse(issuer.stamp(BILL, annex="41999999"))
    assert verify(stamp, [issuer.certificate]) is Verdict.VALID
    assert "41" not in stamp.fields
