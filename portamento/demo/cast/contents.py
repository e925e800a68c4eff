"""What the demo's papers say, so that there is something to read on each kind."""

import re
from datetime import date, timedelta

from portamento.demo.cast import stamped
from portamento.foundation import clock, text
from portamento.foundation.money import euros

IBAN = "FR76 3000 6000 0112 3456 7890 189"  # the example of the banks' own papers
QUOTIENTS = (742, 318, 1_250, 566, 905)


def lines(title: str, number: int) -> list[str]:
    """By the beginning of the kind's name; the same number gives the same lines."""
    today = clock.today()
    found = next((make for start, make in KINDS.items() if title.startswith(start)), None)
    return found(number, today, title) if found else []


def address(number: int, today: date, _title: str) -> list[str]:
    """Three months are not over; of one in nine they are."""
    age = 130 if number % 9 == 8 else 20 + number % 30
    return [f"Facture d’électricité du {text.day(today - timedelta(days=age))}."]


def quotient(number: int, today: date, _title: str) -> list[str]:
    month = (today.replace(day=1) - timedelta(days=20 + 30 * (number % 2))).replace(day=1)
    amount = QUOTIENTS[number % len(QUOTIENTS)]
    return [
        "Caisse d’allocations familiales, attestation de paiement.",
        f"Quotient familial {text.of(text.month(month))} : {euros(amount * 100)}",
    ]


def notice(number: int, _today: date, title: str) -> list[str]:
    issued, earned = years(title)
    return [
        f"Direction générale des finances publiques. Impôt {issued} sur les revenus de {earned}.",
        f"Revenu fiscal de référence : {euros(income(number) * 100)}",
        "Nombre de parts : 2,5",
    ]


def years(title: str) -> tuple[int, int]:
    """« Avis d’imposition 2026 sur les revenus 2025 »."""
    issued, earned = re.findall(r"\b20\d\d\b", title)
    return int(issued), int(earned)


def income(number: int) -> int:
    return 25_310 + 1_000 * (number % 7)


def bank(_number: int, _today: date, _title: str) -> list[str]:
    return ["Relevé d’identité bancaire.", f"IBAN : {IBAN}"]


KINDS = {
    "Justificatif de domicile": address,
    "Attestation de quotient": quotient,
    "Avis d’imposition": notice,
    "RIB": bank,
}


def with_stamp(title: str, person, number: int, content: bytes) -> bytes:
    """Tax notices are stamped, and some proofs of address."""
    if title.startswith("Avis d’imposition"):
        issued, earned = years(title)
        raw = stamped.tax_notice(person, earned, income(number), date(issued, 8, 1))
        return stamped.printed(content, raw)
    if title.startswith("Justificatif de domicile") and number % 3 == 0:
        return stamped.printed(content, stamp_of_address(person, number))
    return content


def stamp_of_address(person, number: int) -> bytes:
    """Signed, altered, or by an issuer nobody knows."""
    issued = clock.today() - timedelta(days=20 + number % 30)
    issuer = stamped.NOBODY if number % 9 == 6 else stamped.ISSUER
    raw = stamped.proof_of_address(person, issued, issuer=issuer)
    return stamped.altered(raw) if number % 9 == 3 else raw
