"""What the demo's papers say, so that there is something to read on each kind."""

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
    return found(number, today) if found else []


def address(number: int, today: date) -> list[str]:
    """Three months are not over; of one in nine they are."""
    age = 130 if number % 9 == 8 else 20 + number % 30
    return [f"Facture d’électricité du {text.day(today - timedelta(days=age))}."]


def quotient(number: int, today: date) -> list[str]:
    month = (today.replace(day=1) - timedelta(days=20 + 30 * (number % 2))).replace(day=1)
    amount = QUOTIENTS[number % len(QUOTIENTS)]
    return [
        "Caisse d’allocations familiales, attestation de paiement.",
        f"Quotient familial de {text.month(month)} : {euros(amount * 100)}",
    ]


def notice(number: int, today: date) -> list[str]:
    return [
        f"Direction générale des finances publiques. Impôt {today.year} sur les revenus "
        f"de {today.year - 1}.",
        f"Revenu fiscal de référence : {euros(income(number) * 100)}",
        "Nombre de parts : 2,5",
    ]


def income(number: int) -> int:
    return 25_310 + 1_000 * (number % 7)


def bank(_number: int, _today: date) -> list[str]:
    return ["Relevé d’identité bancaire.", f"IBAN : {IBAN}"]


KINDS = {
    "Justificatif de domicile": address,
    "Attestation de quotient": quotient,
    "Avis d’imposition": notice,
    "RIB": bank,
}


def with_stamp(title: str, person, number: int, content: bytes) -> bytes:
    """Some proofs of address are stamped: signed, altered, or by an issuer nobody knows."""
    if not title.startswith("Justificatif de domicile") or number % 3:
        return content
    issued = clock.today() - timedelta(days=20 + number % 30)
    nobody = number % 9 == 6
    raw = stamped.proof_of_address(
        person, issued, issuer=stamped.NOBODY if nobody else stamped.ISSUER
    )
    return stamped.printed(content, stamped.altered(raw) if number % 9 == 3 else raw)
