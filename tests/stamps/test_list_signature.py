"""The trust list's own signature: of the whole, with the one certificate given, or nothing."""

import re
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management import CommandError, call_command
from lxml import etree

from portamento.documents import trust
from portamento.documents.stamps.list_signature import SIGNATURE
from portamento.documents.stamps.trust_list import Problem
from portamento.foundation import clock
from tests.stamps.issuer import Authority
from tests.stamps.signed_list import ENVELOPED, FILTERED, sign
from tests.stamps.test_trust import listing, written

HELD, FORGED = Authority("FR09"), Authority("FR66")
OPERATOR, STRANGER = Authority("FR OPERATOR"), Authority("FR OPERATOR")
LIST = listing(HELD)
SIGNED = sign(LIST, OPERATOR.key, OPERATOR.certificate)
SCHEME = LIST.replace("<SchemeInformation>", '<SchemeInformation Id="scheme">')


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DATA_DIR, settings.DEMO = tmp_path / "data", False
    return tmp_path


def load(place, xml: bytes, certificate=OPERATOR.certificate, name="tsl.xml") -> None:
    written(place / "operator.pem", certificate.public_bytes(Encoding.PEM))
    call_command("load-trust-list", written(place / name, xml), signed_by=place / "operator.pem")


def changed(xml: bytes, change) -> bytes:
    root = etree.fromstring(xml)
    return etree.tostring(change(root, root.find(SIGNATURE)))


def wrapped(root, signature):
    """A forged list around the true one, whose signature stays with what it signed."""
    forged = etree.fromstring(listing(FORGED).encode())
    forged.append(root)
    return forged


def moved_up(root, signature):
    """The true list hidden in a forged one, its signature where a list bears it."""
    forged = wrapped(root, signature)
    forged.append(signature)
    return forged


def beside_another(root, signature):
    root.append(etree.fromstring(etree.tostring(signature)))
    return root


def inside_the_signature(root, signature):
    """What every signature leaves out is no place for an authority either."""
    provider = etree.fromstring(listing(FORGED).encode()).find("{*}TrustServiceProviderList")
    etree.SubElement(signature, f"{SIGNATURE[:-9]}Object").append(provider)
    return root


def part_of_a_forged_list(root, signature):
    """Only what has the Id is signed: here the true list, which stands in an extension."""
    true = etree.fromstring(LIST.encode())
    true.set("Id", "true")
    forged = etree.fromstring(listing(FORGED).encode())
    forged.append(true)
    xml = etree.tostring(forged).decode()
    return etree.fromstring(sign(xml, OPERATOR.key, OPERATOR.certificate, part="true"))


@pytest.mark.parametrize("leaving_out", [FILTERED, ENVELOPED])
def test_a_list_signed_as_the_official_one_is_taken_in(place, capsys, leaving_out):
    load(place, sign(LIST, OPERATOR.key, OPERATOR.certificate, leaving_out=leaving_out))
    said = capsys.readouterr()
    assert "Authorities (1): FR09" in said.out
    assert "signed, whole" in said.out
    assert "not checked" not in said.err


def test_without_a_certificate_the_command_says_that_nobody_looked(place, capsys):
    call_command("load-trust-list", written(place / "tsl.xml", SIGNED))
    assert "signature was not checked" in capsys.readouterr().err


HOSTILE = {
    "unsigned": (LIST.encode(), Problem.UNSIGNED),
    "no list": (b"<html/>", Problem.UNSIGNED),
    "changed": (SIGNED.replace(b"inaccord", b"inforce!"), Problem.WRONG_SIGNATURE),
    "another digest": (
        re.sub(rb"(<ds:DigestValue>)....", rb"\1AAAA", SIGNED),
        Problem.WRONG_SIGNATURE,
    ),
    "a value that is none": (
        re.sub(rb"(<ds:SignatureValue>)[^<]+", rb"\1!", SIGNED),
        Problem.WRONG_SIGNATURE,
    ),
    "a stranger's": (sign(LIST, STRANGER.key, STRANGER.certificate), Problem.ANOTHER_SIGNER),
    "a stranger's under our name": (
        sign(LIST, STRANGER.key, OPERATOR.certificate),
        Problem.WRONG_SIGNATURE,
    ),
    "only its head is signed": (
        sign(SCHEME, OPERATOR.key, OPERATOR.certificate, part="scheme", leaving_out=""),
        Problem.PARTLY_SIGNED,
    ),
    "wrapped": (changed(SIGNED, wrapped), Problem.PARTLY_SIGNED),
    "wrapped, its signature moved up": (changed(SIGNED, moved_up), Problem.WRONG_SIGNATURE),
    "a signed part of a forged one": (
        changed(SIGNED, part_of_a_forged_list),
        Problem.PARTLY_SIGNED,
    ),
    "two signatures": (changed(SIGNED, beside_another), Problem.PARTLY_SIGNED),
    "entities": (
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/hostname">]>' + SIGNED,
        Problem.DOCTYPE,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_other_list_changes_nothing(place, name):
    load(place, SIGNED)
    xml, problem = HOSTILE[name]
    with pytest.raises(CommandError, match=re.escape(f"Nothing was changed: {problem}")):
        load(place, xml)
    assert [one.name for one in trust.authorities()] == ["FR09"]


def test_what_stands_within_the_signature_is_not_read(place):
    load(place, changed(SIGNED, inside_the_signature))
    assert [one.name for one in trust.authorities()] == ["FR09"]


@pytest.mark.parametrize("year", [2024, 2029])
def test_a_certificate_out_of_date_checks_nothing(place, year):
    with clock.at(datetime(year, 6, 1, tzinfo=UTC)), pytest.raises(CommandError, match="in force"):
        load(place, SIGNED)
    assert trust.authorities() == []


def test_the_certificate_is_one_and_goes_with_a_list(place):
    with pytest.raises(CommandError, match="no list"):
        load(place, OPERATOR.certificate.public_bytes(Encoding.PEM), name="FR09.pem")
    written(place / "x.pem", "-----BEGIN CERTIFICATE-----")
    xml = written(place / "tsl.xml", SIGNED)
    for path, said in ((place / "x.pem", "not a certificate"), (place / "y.pem", "No such file")):
        with pytest.raises(CommandError, match=said):
            call_command("load-trust-list", xml, signed_by=path)
    assert trust.authorities() == []
