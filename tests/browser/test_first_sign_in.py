"""Marc has an identifier and no password yet."""

import re


def test_marc_signs_in_for_the_first_time(person):
    marc = person("Marc")
    marc.arrive("/connexion/?site=valmont")
    marc.fill("Identifiant", "petit")
    marc.use("Mot de passe perdu")
    marc.fill("E-mail", "petit@example.org")
    marc.use("Valider")
    marc.sees("courriers indésirables")
    secret = secret_of(person, "petit@example.org")
    marc.use("OK")
    marc.fill("Mot de passe", secret)
    marc.use("Se connecter")
    marc.fill("Saisir le nouveau mot de passe", "Cerfvolant26")
    marc.fill("Ressaisir le nouveau mot de passe", "Cerfvolant26")
    marc.use("Enregistrer")
    marc.use("Accueil")
    marc.sees("Bonjour Marc Petit")
    marc.sees("Léa Petit")


def secret_of(person, address: str) -> str:
    """Reads the newest letter to that address, as the demo shows it."""
    reader = person("mailbox")
    reader.page.goto(f"{reader.site}/demo/courriels/")
    reader.page.get_by_role("link", name=re.compile("provisoire", re.I)).first.click()
    body = reader.page.inner_text("main")
    assert address in body
    return re.search(r"\b(?=\w*\d)(?=\w*[A-Z])(?=\w*[a-z])[A-Za-z2-9]{12,16}\b", body).group()
