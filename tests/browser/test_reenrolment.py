"""Claire re-enrols Lina and Noé; the scolarité sends back, Claire mends, all is accepted."""

from tests.browser.person import a_pdf

FAMILY = ("Justificatif de domicile", "Attestation de quotient familial", "Doc 1")
PUPIL = ("Doc 3", "Doc 4")


def hand_in(claire, folder, names, *, scripts) -> None:
    for name in names:
        file = a_pdf(folder, f"{name.lower().replace(' ', '-')}.pdf")
        if scripts:
            claire.hand_in(f"Importer : {name}", file)
            claire.sees(file.name)
        else:
            claire.hand_in(f"Choisir un fichier : {name}", file)
            claire.use(f"Importer : {name}")
            claire.sees(file.name)


def send_both(claire, folder, *, scripts=True) -> None:
    """Lina first, all her papers; then Noé, for whom the family's are already there."""
    claire.sign_in("martin", "Valmont2026")
    claire.use("Réinscription 2027-2028")
    claire.use("Valider")
    claire.sees("Choisissez une modalité de règlement")
    claire.choose("En une fois", among="En une fois")
    claire.choose("Je fournis un justificatif", among="Je fournis")
    claire.use("Enregistrer")
    hand_in(claire, folder, (*FAMILY, *PUPIL), scripts=scripts)
    claire.tick("J’accepte")
    claire.use("Valider")
    claire.sees("Le dossier de Lina est bien arrivé")
    claire.use("Réinscrire Noé")
    claire.sees("justificatif-de-domicile.pdf")
    hand_in(claire, folder, PUPIL, scripts=scripts)
    claire.tick("J’accepte")
    claire.use("Valider")
    claire.sees("Le dossier de Noé est bien arrivé")


def test_two_pupils_sent_back_corrected_accepted(person, tmp_path):
    claire, nadia = person("Claire"), person("Nadia")
    send_both(claire, tmp_path)
    office_sends_back(nadia)
    claire.use("Accueil")
    claire.sees("La page est coupée en bas.")
    claire.use("Réinscription 2027-2028")
    claire.sees("Illisible")
    hand_in(claire, tmp_path, PUPIL[:1], scripts=True)
    claire.use("Valider")
    claire.sees("Le dossier de Lina est bien arrivé")
    office_accepts(nadia)
    claire.use("Accueil")
    claire.sees("Validé, cours à attribuer")


def office_sends_back(nadia) -> None:
    nadia.sign_in("secretariat", "Valmont2026Bureau")
    nadia.use("Dossiers")
    nadia.use("Lina Martin")
    nadia.open_up("À refaire Doc 3")
    nadia.pick("Motif", "Illisible")
    nadia.use("À refaire Doc 3")
    nadia.open_up("Demander un complément")
    nadia.fill("Mot à la famille", "La page est coupée en bas.")
    nadia.use("Demander un complément")


def office_accepts(nadia) -> None:
    nadia.use("Dossiers")
    nadia.use("Lina Martin")
    for piece in (*FAMILY, *PUPIL):
        nadia.use(f"Accepter {piece}")
    nadia.use("Valider le dossier")
    nadia.sees("Je confirme")  # Karim, who pays a share, has given nothing yet
    nadia.tick("Je confirme")
    nadia.use("Valider le dossier")


def test_the_same_without_javascript(person, tmp_path):
    claire = person("Claire", scripts=False)
    send_both(claire, tmp_path, scripts=False)
