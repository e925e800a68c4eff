"""Which certificates we hold: taken from the official list's form, and only what it vouches for."""

import base64
import os
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management import CommandError, call_command

from portamento.documents import trust
from portamento.documents.stamps import trust_list
from portamento.documents.stamps.public_test import CERTIFICATE
from portamento.documents.stamps.signature import Verdict, verify
from portamento.documents.stamps.stamp import parse
from portamento.documents.stamps.trust_list import NotTrusted, Problem
from portamento.foundation import clock
from tests.stamps.issuer import Authority, Issuer

STAMP = "26FR241600010MME/LEROY/CLAIRE\x1d25ANGOULEME\x1d222 RUE DES ACACIAS\x1d"
LIST = """<?xml version="1.0" encoding="UTF-8"?>
<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#">
  <SchemeInformation><NextUpdate><dateTime>2027-02-25T00:00:00Z</dateTime></NextUpdate>
  </SchemeInformation>
  <TrustServiceProviderList>{providers}</TrustServiceProviderList>
</TrustServiceStatusList>"""
PROVIDER = """<TrustServiceProvider>
  <TSPInformation><TSPTradeName><Name xml:lang="fr">{name}</Name></TSPTradeName></TSPInformation>
  <TSPServices><TSPService><ServiceInformation>
    <ServiceDigitalIdentity><DigitalId><X509Certificate>{certificate}</X509Certificate></DigitalId>
    </ServiceDigitalIdentity>
    <ServiceStatus>http://uri.etsi.org/TrstSvc/Svcstatus/{status}</ServiceStatus>
  </ServiceInformation></TSPService></TSPServices>
</TrustServiceProvider>"""


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DATA_DIR, settings.DEMO = tmp_path / "data", False
    return tmp_path


def listing(*authorities, status="inaccord") -> str:
    providers = "".join(
        PROVIDER.format(
            name=one.name,
            status=status,
            certificate=base64.encodebytes(one.certificate.public_bytes(Encoding.DER)).decode(),
        )
        for one in authorities
    )
    return LIST.format(providers=providers)


def written(path, text) -> str:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_a_list_and_a_certificate_make_a_stamp_valid(authority, place, capsys):
    issuer = Issuer()
    stamp = parse(issuer.stamp(STAMP))
    assert verify(stamp, trust.certificates()) is Verdict.UNKNOWN_CERTIFICATE
    files = [
        written(place / "0A1B.der", authority.vouch(issuer).public_bytes(Encoding.DER)),
        written(place / "tsl.xml", listing(authority)),
    ]
    call_command("load-trust-list", *files)
    said = capsys.readouterr()
    assert "Authorities (1): FR09" in said.out
    assert "Certificates (1): FR09 0A1B" in said.out
    assert verify(stamp, trust.certificates()) is Verdict.VALID


def test_a_list_out_of_date_is_said_to_be(authority, place, capsys):
    with clock.at(datetime(2027, 3, 1, tzinfo=UTC)):
        call_command("load-trust-list", written(place / "tsl.xml", listing(authority)))
    assert "renewed by 2027-02-25" in capsys.readouterr().err


def test_a_certificate_of_somebody_else_is_not_taken_in(authority, place):
    stranger = Authority()
    call_command("load-trust-list", written(place / "tsl.xml", listing(authority)))
    file = written(place / "x.pem", stranger.vouch(Issuer()).public_bytes(Encoding.PEM))
    with pytest.raises(CommandError, match="no authority of the list issued it"):
        call_command("load-trust-list", file)
    assert trust.certificates() == ()


def test_what_a_newer_list_drops_goes_with_its_certificates(authority, place, capsys):
    issuer, other = Issuer(), Authority("FR08")
    files = [
        written(place / "tsl.xml", listing(authority)),
        written(place / "0A1B.pem", authority.vouch(issuer).public_bytes(Encoding.PEM)),
    ]
    call_command("load-trust-list", *files)
    assert len(trust.certificates()) == 1
    call_command("load-trust-list", written(place / "tsl.xml", listing(other)))
    assert "No longer vouched for (1): FR09-0A1B" in capsys.readouterr().out
    assert trust.certificates() == ()


def test_what_its_authority_revoked_voids_its_stamps(authority, place, capsys):
    issuer, other = Issuer(), Issuer(name="0B2C")
    revoked, kept = authority.vouch(issuer), authority.vouch(other)
    files = [
        written(place / f"{each.name}.der", one.public_bytes(Encoding.DER))
        for each, one in ((issuer, revoked), (other, kept))
    ]
    call_command("load-trust-list", written(place / "tsl.xml", listing(authority)), *files)
    stamps = [parse(each.stamp(STAMP)) for each in (issuer, other)]
    call_command("load-trust-list", written(place / "a.crl", authority.revoke(revoked)))
    assert "No longer vouched for (1): FR09-0A1B" in capsys.readouterr().out
    verdicts = [verify(stamp, trust.certificates()) for stamp in stamps]
    assert verdicts == [Verdict.UNKNOWN_CERTIFICATE, Verdict.VALID]
    with pytest.raises(CommandError, match="revoked it"):
        call_command("load-trust-list", files[0])


def test_a_list_of_revoked_certificates_gives_way_to_a_newer_one_only(authority, place):
    revoked = authority.vouch(Issuer())
    old, new = authority.revoke(on=date(2026, 9, 1)), authority.revoke(revoked, on=date(2026, 9, 2))
    call_command("load-trust-list", written(place / "tsl.xml", listing(authority)))
    call_command("load-trust-list", written(place / "new.crl", new))
    with pytest.raises(CommandError, match="a newer one"):
        call_command("load-trust-list", written(place / "old.crl", old))
    later = authority.revoke(revoked, on=date(2026, 9, 3))
    call_command("load-trust-list", written(place / "later.crl", later))
    (held,) = trust.revocations()
    assert held.last_update_utc.date() == date(2026, 9, 3)


@pytest.mark.parametrize("forged", [True, False])
def test_a_list_of_revoked_certificates_is_its_authority_s_own(authority, place, forged):
    call_command("load-trust-list", written(place / "tsl.xml", listing(authority)))
    data = Authority(authority.name).revoke() if forged else b"-----BEGIN X509 CRL-----"
    with pytest.raises(CommandError, match="Not taken in"):
        call_command("load-trust-list", written(place / "x.crl", data))
    assert trust.revocations() == []


@pytest.mark.parametrize("status", ["withdrawn", "supervisionrevoked"])
def test_an_authority_that_has_ended_does_not_count(authority, status):
    with pytest.raises(NotTrusted) as refused:
        trust_list.read(listing(authority, status=status).encode())
    assert refused.value.problem is Problem.NOT_A_LIST


def test_the_public_test_certificate_is_for_the_demo_alone(settings):
    assert CERTIFICATE not in trust.certificates()
    settings.DEMO = True
    assert CERTIFICATE in trust.certificates()


def test_a_test_authority_is_never_loaded(place, capsys):
    tester = Authority("FR00")
    file = written(place / "0001.der", tester.vouch(Issuer()).public_bytes(Encoding.DER))
    with pytest.raises(CommandError, match="no authority"):
        call_command("load-trust-list", written(place / "tsl.xml", listing(tester)), file)
    known = [trust_list.Authority("FR00", tester.certificate)]
    with pytest.raises(NotTrusted, match="proves nothing"):
        trust_list.signer(tester.vouch(Issuer()).public_bytes(Encoding.DER), known)


@pytest.mark.parametrize(
    ("xml", "problem"),
    [
        (b"", Problem.NOT_XML),
        (b"%PDF-1.7", Problem.NOT_XML),
        (b"<a><b></a>", Problem.NOT_XML),
        (b"<html/>", Problem.NOT_A_LIST),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/hostname">]><a>&b;</a>', Problem.DOCTYPE),
        (b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>', Problem.DOCTYPE),
        (b" " * (trust_list.MAX_BYTES + 1), Problem.TOO_LARGE),
    ],
)
def test_a_file_that_is_no_list_changes_nothing(authority, place, xml, problem):
    call_command("load-trust-list", written(place / "tsl.xml", listing(authority)))
    with pytest.raises(CommandError, match=problem.value):
        call_command("load-trust-list", written(place / "bad.xml", xml))
    assert [one.name for one in trust.authorities()] == ["FR09"]


def test_certificates_that_sign_no_stamp(authority):
    known = [trust_list.Authority("FR09", authority.certificate)]
    large = Issuer(key=ec.generate_private_key(ec.SECP384R1()))
    for data, problem in (
        (authority.certificate.public_bytes(Encoding.DER), Problem.NOT_A_SIGNER),
        (authority.vouch(large).public_bytes(Encoding.DER), Problem.NOT_P256),
        (authority.vouch(Issuer(), "Madame X").public_bytes(Encoding.DER), Problem.NO_IDENTIFIER),
        (b"-----BEGIN CERTIFICATE-----\nno", Problem.NOT_A_CERTIFICATE),
        (os.urandom(40), Problem.NOT_A_CERTIFICATE),
        (bytes(trust_list.MAX_CERTIFICATE_BYTES + 1), Problem.TOO_LARGE),
    ):
        with pytest.raises(NotTrusted) as refused:
            trust_list.signer(data, known)
        assert refused.value.problem is problem
