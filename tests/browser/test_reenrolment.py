"""Claire re-enrols Lina and Noé; the scolarité sends back, Claire mends, all is accepted."""

from tests.browser.person import a_pdf

FILES = ("Justificatif de domicile", "Attestation de quotient familial")
PAYMENT, HEALTH, AUTHORISATIONS = "Doc 1", "Doc 3", "Doc 4"
YES_OR_NO = {PAYMENT: ("Non",), HEALTH: ("Non",) * 4, AUTHORISATIONS: ("Oui", "Oui", "Non", "Oui")}


def hand_in(claire, folder, names, *, scripts) -> None:
    for name in names:
        file = a_pdf(folder, f"{name.lower().replace(' ', '-')}.pdf")
        if scripts:
            claire.hand_in(f"Importer : {name}", file)
            claire.sees(file.name)
        else:
            claire.use(f"Importer : {name}")
            claire.hand_in("Vos fichiers", file)
            claire.use("Importer")
            claire.sees(file.name)


def fill_in(claire, *names) -> None:
    """Each form on the screen: answered, read again, signed."""
    for name in names:
        claire.use(f"Remplir : {name}", f"Refaire : {name}")
        if name == HEALTH:
            claire.fill("Personne à prévenir", "Anne Petit, grand-mère")
            claire.fill("Son téléphone", "05 00 00 00 07")
        for answer in YES_OR_NO[name]:
            claire.choose(answer, among="Oui")
        claire.use("Continuer")
        claire.use("J’accepte et je signe")
        claire.sees(f"C’est signé : {name}")


def send_both(claire, folder, *, scripts=True) -> None:
    """Lina first, all her papers; then Noé, for whom the family's are already there."""
    claire.sign_in("martin", "Valmont2026")
    claire.use("Réinscription 2027-2028")
    claire.use("Valider")
    claire.sees("Choisissez une modalité de règlement")
    claire.choose("En une fois", among="En une fois")
    claire.choose("Je fournis un justificatif", among="Je fournis")
    claire.use("Enregistrer")
    hand_in(claire, folder, FILES, scripts=scripts)
    fill_in(claire, PAYMENT, HEALTH, AUTHORISATIONS)
    claire.tick("J’accepte")
    claire.use("Valider")
    claire.sees("Le dossier de Lina est bien arrivé")
    claire.use("Réinscrire Noé")
    claire.sees("justificatif-de-domicile.pdf")
    fill_in(claire, HEALTH, AUTHORISATIONS)
    claire.tick("J’accepte")
    claire.use("Valider")
    claire.sees("Le dossier de Noé est bien arrivé")


def test_two_pupils_sent_back_corrected_accepted(person, tmp_path):
    claire, nadia = person("Claire"), person("Nadia")
    send_both(claire, tmp_path)
    office_sends_back(nadia)
    claire.use("Accueil")
    claire.sees("Le nom du médecin manque.")
    claire.use("Réinscription 2027-2028")
    claire.sees("Incomplet")
    fill_in(claire, HEALTH)
    claire.use("Valider")
    claire.sees("Le dossier de Lina est bien arrivé")
    office_accepts(nadia)
    claire.use("Accueil")
    claire.sees("Validé, cours à attribuer")


def office_sends_back(nadia) -> None:
    nadia.sign_in("secretariat", "Valmont2026Bureau")
    nadia.go_to("Dossiers")
    nadia.use("Lina Martin")
    nadia.open_up("À refaire Doc 3")
    nadia.pick("Motif", "Incomplet")
    nadia.use("À refaire Doc 3")
    nadia.open_up("Demander un complément")
    nadia.fill("Mot à la famille", "Le nom du médecin manque.")
    nadia.use("Demander un complément")


def office_accepts(nadia) -> None:
    nadia.go_to("Dossiers")
    nadia.use("Lina Martin")
    for piece in (*FILES, HEALTH):  # the other forms hold nothing to be checked
        nadia.use(f"Valider {piece}")
    nadia.use("Valider le dossier")
    nadia.sees("Je confirme")  # Karim, who pays a share, has given nothing yet
    nadia.tick("Je confirme")
    nadia.use("Valider le dossier")


def test_the_same_without_javascript(person, tmp_path):
    claire = person("Claire", scripts=False)
    send_both(claire, tmp_path, scripts=False)
