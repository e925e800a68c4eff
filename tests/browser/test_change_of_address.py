"""Inès moves: she asks, the scolarité validates, she is told."""


def test_a_change_of_address_is_validated_by_the_office(person):
    ines = person("Inès")
    ines.sign_in("durand", "Valmont2026")
    ines.use("Famille")
    ines.fill("Adresse", "8 quai des Moulins")
    ines.use("Modifier")
    ines.sees("Éléments modifiés")
    ines.sees("en attente de validation")

    nadia = person("Nadia")
    nadia.sign_in("secretariat", "Valmont2026Bureau")
    nadia.go_to("Modifications")
    nadia.sees("8 quai des Moulins")
    nadia.use("Accepter")

    ines.use("Famille")
    assert not ines.reads("Éléments modifiés")
    assert "8 quai des Moulins" in ines.page.input_value("[name=address]")
    mailbox = person("mailbox")
    mailbox.page.goto(f"{mailbox.site}/demo/courriels/")
    assert mailbox.page.get_by_text("Inès Durand").count() >= 2
