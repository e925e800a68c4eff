"""What papers say, in the layouts they come in, and what must not be taken for it."""

from datetime import date
from decimal import Decimal

import pytest

from portamento.documents.inspector.answers import Line
from portamento.documents.readings import bank, bill, quotient, tax_notice
from portamento.documents.readings.proposal import Kind
from tests.conventions import french

NOWHERE = (0.0, 0.0, 0.0, 0.0)
JUNE, MAY = date(2026, 6, 1), date(2026, 5, 1)
IBAN = "FR7630006000011234567890189"


def paper(text: str) -> list[Line]:
    """Lines as a PDF gives them; `---` turns the page."""
    pages = enumerate(text.split("---"), start=1)
    return [
        Line(number, line.strip(), NOWHERE)
        for number, page in pages
        for line in page.splitlines()
        if line.strip()
    ]


def values(found, kind: Kind) -> list:
    return [one.value for one in found if one.kind is kind]


@pytest.mark.parametrize(
    ("text", "amount", "month"),
    [
        ("CAF de la Charente\nQuotient familial : 845 €\nMois de juin 2026", 845, JUNE),
        ("Allocations familiales\nQuotient familial du mois de juin 2026 : 845 €", 845, JUNE),
        ("Votre CAF\nQuotient familial au 01/06/2026 : 1 024 €", 1024, JUNE),
        ("Votre CAF\nVotre quotient familial pour juin 2026 s'élève à 845.", 845, JUNE),
        ("MSA Charentes\nQuotient familial (QF) juin 2026\n845,00 €", 845, JUNE),
        ("Mutualité sociale agricole\nQF : 312 €\nFait à Saintes, le 12/06/2026", 312, JUNE),
        ("CAF\nN° allocataire : 1234567\nQuotient familial\njuin 2026 : 845 €", 845, JUNE),
        ("CAF\nQuotient familial calculé au titre de juin 2026 ........ 845 EUR", 845, JUNE),
        ("CAF\nQUOTIENT FAMILIAL\u00a0: 1\u202f024\u202f€\nPériode de droit : 06/2026", 1024, JUNE),
        ("CAF\nDate d’édition : 12 juin 2026\nQuotient familial : 0 €", 0, JUNE),
        ("CAF\nQuotient familial : 845 € – Allocations 132,08 €\nau titre de mai 2026", 845, MAY),
        ("CAF\nQuotient familial mai 2026\n845\nNé le 12/06/2015", 845, MAY),
    ],
)
def test_a_quotient_and_its_month(text, amount, month):
    found = quotient.read(paper(text))
    assert values(found, Kind.QUOTIENT) == [amount]
    assert values(found, Kind.QUOTIENT_MONTH) == [month]


@pytest.mark.parametrize(
    "text",
    [
        "CAF\nN° de sécurité sociale : 1 85 05 16 015 123 45\nQuotient familial",
        "CAF\nQuotient familial\n1 85 05 16 015 123 45\n",
        "CAF\nQuotient familial\nN° allocataire 1234567",
        "CAF\nPlafond de quotient familial : 900 €",
        "CAF\nTarif réservé à un quotient familial inférieur à 900 €",
        "CAF\nQuotient familial\n12/06/2026",
        "CAF\nQuotient familial 845 132 97",
        "Avis d’impôt\nPlafonnement du quotient familial : 1 759 €",
        "École de musique\nQuotient familial : 845 €",
        "CAF\nQuotient familial : 1234567 €",
        "CAF\nQuotient familial\n---\n845 €",
        "CAF\nAllocation de rentrée : 845 €",
    ],
)
def test_what_is_not_a_quotient_is_left_alone(text):
    assert quotient.read(paper(text)) == []


def test_two_quotients_are_both_offered():
    text = "CAF\nQuotient familial juin 2026 : 845 €\nQuotient familial mai 2026 : 812 €"
    found = quotient.read(paper(text))
    assert values(found, Kind.QUOTIENT) == [845, 812]
    assert values(found, Kind.QUOTIENT_MONTH) == [JUNE, MAY]


def test_a_table_of_months_is_offered_month_by_month():
    text = "CAF\nMois Quotient familial\n06/2026 845 €\n05/2026 812 €\nDroits 132,08 € 14,10 €"
    found = quotient.read(paper(text))
    assert values(found, Kind.QUOTIENT) == [845, 812]
    assert values(found, Kind.QUOTIENT_MONTH) == [JUNE, MAY]


def test_a_quotient_of_cents_keeps_them():
    (found,) = quotient.read(paper("CAF\nQF 312,45 €"))
    assert (found.value, found.sentence[-8:]) == (Decimal("312.45"), "312,45\u202f€")


def test_a_label_and_its_figure_drawn_apart_are_read_together():
    lines = [
        Line(1, "845 €", (0.7, 0.30, 0.8, 0.32)),
        Line(1, "CAF de la Charente", (0.1, 0.05, 0.4, 0.07)),
        Line(1, "1 452 €", (0.7, 0.34, 0.8, 0.36)),
        Line(1, "Quotient familial", (0.1, 0.301, 0.4, 0.321)),
        Line(1, "Ressources retenues", (0.1, 0.341, 0.4, 0.361)),
    ]
    (found,) = quotient.read(lines)
    assert (found.value, found.page) == (845, 1)
    assert found.line.box == (0.1, 0.30, 0.8, 0.321)


NOTICE = "Direction générale des finances publiques\nImpôt 2026 sur les revenus de l’année 2025\n"


@pytest.mark.parametrize(
    ("text", "income", "parts"),
    [
        ("Revenu fiscal de référence : 32 145 €\nNombre de parts : 2,50", 32145, "2.5"),
        ("Revenu fiscal de référence 32145\nNombre de parts 3", 32145, "3"),
        ("Revenu fiscal de référence (ligne 25) 32\u202f145\nNombre de part(s) 1.5", 32145, "1.5"),
        ("Revenu fiscal de référence 25 32 145\nNombre de parts\n2,75", 32145, "2.75"),
        ("Revenu fiscal de référence\n32 145\nNombre de parts : 2", 32145, "2"),
        ("REVENU FISCAL DE REFERENCE.......: 32145 euros\nNB DE PARTS : 1", 32145, "1"),
        ("Nombre de parts : 4,25 ; Revenu fiscal de référence : 0 €", 0, "4.25"),
        ("Revenu fiscal de référence de l’année 2025 : 32 145 €\nparts : 2,5", 32145, "2.5"),
        ("Revenu fiscal de référence\n: 132 145 €\nNombre de parts\n10", 132145, "10"),
        ("Nombre de parts 2\n---\nRevenu fiscal de référence 32 145\n---\nRFR 32 145", 32145, "2"),
    ],
)
def test_a_reference_income_and_parts(text, income, parts):
    found = tax_notice.read(paper(NOTICE + text))
    assert values(found, Kind.REFERENCE_INCOME) == [income]
    assert values(found, Kind.PARTS) == [Decimal(parts)]
    assert values(found, Kind.INCOME_YEAR) == [2025]


@pytest.mark.parametrize(
    "text",
    [
        "Numéro fiscal : 30 01 234 567 890",
        "Revenu fiscal de référence\nNuméro fiscal 3001234567890",
        "Revenu fiscal de référence\n3001234567890",
        "Revenu fiscal de référence inférieur à 11 885 €",
        "Plafond du revenu fiscal de référence : 27 947 €",
        "Nombre de parts : 2,3",
        "Nombre de parts : 25",
        "Nombre de parts\n12/06/2026",
        "Revenu fiscal de référence 2024 ; 31 000 ; 2025 ; 32 145",
    ],
)
def test_what_is_no_income_and_no_parts_is_left_alone(text):
    assert tax_notice.read(paper(NOTICE + text)) == []


def test_a_bill_that_speaks_of_income_is_no_tax_notice():
    assert tax_notice.read(paper("Facture\nRevenu fiscal de référence : 32 145 €")) == []


@pytest.mark.parametrize(
    "text",
    [
        f"IBAN : {IBAN}",
        "IBAN FR76 3000 6000 0112 3456 7890 189 BIC AGRIFRPP",
        "iban: fr76.3000.6000.0112.3456.7890.189",
        "Identifiant international : FR76-3000-6000-0112-3456-7890-189",
        "IBAN\nFR76 3000 6000 0112\n3456 7890 189",
        "Banque Guichet Compte Clé\n30006 00001 12345678901 89",
        f"RIB\n30006 00001 12345678901 89\nIBAN {IBAN}",
        f"Titulaire : MME LEROY CLAIRE{IBAN}",
        "Né(e) 1 85 05 16 015 123 45 ; IBAN FR76 3000 6000 0112 3456 7890 189",
        f"REFR99 {IBAN}",
    ],
)
def test_an_account_is_read_once_and_shown_masked(text):
    (found,) = bank.read(paper(text))
    assert found.value == IBAN
    assert "FR•• •••• •••• 0189" in found.sentence
    assert "12345678901" not in repr(found) + found.sentence + found.line.text.replace(" ", "")
    assert not bank.misread(paper(text))


@pytest.mark.parametrize(
    "text",
    [
        "IBAN FR76 3000 6000 0112 3456 7890 188",
        "IBAN FR76 3000 6000 0112 3456 7890 19",
        "IBAN FR14 3000 6000 0112 3456 7890 189",
        "IBAN FR76 3OOO 6000 0112 3456 7890 189",
        "30006 00001 12345678901 88",
        "1 85 05 16 015 123 45",
        "SIRET 123 456 789 00012",
        "XX76 3000 6000 0112 3456 7890 189",
    ],
)
def test_an_account_with_a_wrong_key_is_not_read(text):
    assert bank.read(paper(text)) == []
    assert bank.misread(paper(text)) == text.startswith("IBAN")


def test_keys():
    assert bank.is_iban("BE68539007547034")
    assert bank.is_iban("DE89370400440532013000")
    assert bank.is_iban("FR1420041010050500013M02606")
    assert bank.of_rib("20041010050500013M02606") == "FR1420041010050500013M02606"
    # The international key is right here, the French one is not.
    assert not bank.is_iban("FR4330006000011234567890188")
    for place in range(4, len(IBAN)):
        other = str((int(IBAN[place]) + 1) % 10)
        assert not bank.is_iban(IBAN[:place] + other + IBAN[place + 1 :])


MARCH = date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Facture du 12/03/2026",
        "Facture n° 2026-0312 du 12 mars 2026\nÀ payer avant le 02/04/2026",
        "Date de facture : 12.03.2026\nDate limite de paiement : 02.04.2026",
        "Votre facture\nDate d’émission\n12/03/2026",
        "Émise le 12/03/26",
        "Facture éditée le 12 MARS 2026, prélevée le 25 mars 2026",
        "Angoulême, le 12 mars 2026\nNé le 02/06/1985\nVotre contrat depuis le 01/01/2020",
        "ATTESTATION DE TITULAIRE DE CONTRAT\nFait à Paris, le 12 mars 2026",
        "Période du 01/01/2026 au 28/02/2026\nFacture du 12/03/2026\nProchaine le 12/05/2026",
        "Quittance du 12-03-2026\nPrélèvement le 05/04/2026",
        "Relevé du 10/03/2026\nDate de facturation 12/03/2026\nDernière facture du 12/01/2026",
        "Facture n° 10 234 567\ndu 12 mars 2026\nÀ payer avant le 2 avril 2026",
        "Date : 12/03/2026\nSIRET 123 456 789 00012",
    ],
)
def test_the_day_a_bill_was_issued(text):
    assert values(bill.read(paper(text)), Kind.DATE) == [MARCH]


@pytest.mark.parametrize(
    "text",
    [
        "À payer avant le 02/04/2026",
        "Période de consommation du 01/01/2026 au 28/02/2026",
        "Facture précédente du 12/01/2026",
        "Mme Leroy, née le 12/03/1985 à Paris",
        "Contrat souscrit le 12/03/2020",
        "Prélèvement le 25/03/2026",
        "Facture du 31/02/2026",
        "Facture n° 10 234 567\ndu 01/01/2026 au 28/02/2026",
        "Facture n° 10 234 567\nà payer le 12/03/2026",
        "Client 12 03 20 26 45",
    ],
)
def test_other_days_are_left_alone(text):
    assert bill.read(paper(text)) == []


def test_a_proposal_says_where_it_was_read_in_french_as_it_is_set():
    found = [
        *quotient.read(paper("CAF\nQuotient familial juin 2026 : 1 024 €")),
        *tax_notice.read(paper(NOTICE + "---\nRFR 32 145\nNombre de parts 2,50")),
        *bank.read(paper(IBAN)),
        *bill.read(paper("Facture du 01/03/2026")),
    ]
    assert [one.sentence for one in found] == [
        "Quotient familial lu\u00a0: 1\u202f024\u202f€",
        "Mois lu\u00a0: juin 2026",
        "Revenu fiscal de référence lu\u00a0: 32\u202f145\u202f€",
        "Nombre de parts lu\u00a0: 2,5",
        "Année des revenus lue\u00a0: 2025",
        "IBAN lu, clé juste\u00a0: FR•• •••• •••• 0189",
        "Date lue\u00a0: 1er mars 2026",
    ]
    assert [one.page for one in found] == [1, 1, 2, 2, 1, 1, 1]
    assert not any(french.faults(one.sentence) for one in found)


def test_a_number_of_months_is_no_quotient():
    assert quotient.read(paper("Attestation de quotient familial CAF de moins de 3 mois")) == []
