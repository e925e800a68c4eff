"""Facts as the other packages freeze them, for each paper."""

import io

import segno

SCHOOL = {
    "name": "Conservatoire de Valmont",
    "address": "3, place de la Musique, 64000 Valmont",
    "phone": "05 00 00 00 00",
    "email": "scolarite@valmont.example",
    "hours": "du lundi au vendredi, 9 h – 17 h",
    "accent": "petrole",
}
CLAIRE = {"name": "Mme Claire Martin", "address_lines": ["12, rue des Lilas", "64000 VALMONT"]}

RECEIPT = {
    "date": "2027-06-04",
    "school": SCHOOL,
    "title": "Le dossier de Lina est bien arrivé",
    "reference": "RI-2027-00418",
    "sent_at": "reçu le vendredi 4 juin 2027 à 14 h 41",
    "pupil": "Lina Martin",
    "born": "née le 9 mars 2014",
    "filed_by": "Claire Martin",
    "year": "2027-2028",
    "rows": [
        ["Niveau", "3e cycle, 1re année"],
        ["Nouvelle discipline", "Chant choral"],
        ["Quotient familial", "Entre 900 et 1 199 €, avis d’impôt fourni"],
    ],
    "courses": [
        {"name": "Violoncelle", "schedule": "mercredi, 14 h 00 – 14 h 45", "answer": "Garde"},
        {"name": "Formation musicale", "schedule": "samedi, 10 h 00 – 11 h 30", "answer": "Garde"},
        {"name": "Musique de chambre", "schedule": "à confirmer", "answer": "Quitte"},
    ],
    "documents": [
        {"name": "Justificatif de domicile", "file": "facture-mai.pdf", "state": "À contrôler"},
        {"name": "Quotient familial", "file": "attestation-caf.pdf", "state": "À contrôler"},
        {"name": "RIB", "file": "rib.pdf", "state": "Accepté"},
        {"name": "Fiche sanitaire de liaison", "file": "", "state": "À envoyer"},
    ],
    "terms": "Accepté, texte du 4 mai 2027",
    "plan": "En huit fois, par prélèvement",
    "next_steps": [
        "Rien à faire. Nous vous écrivons si une pièce manque ou ne se lit pas.",
        "Vous pouvez changer d’avis jusqu’au 15 juin : reprenez le dossier dans votre espace.",
        "Une question : scolarité, 05 00 00 00 00, en donnant la référence.",
    ],
}

LETTER = {
    "date": "2027-05-03",
    "school": SCHOOL,
    "recipient": CLAIRE,
    "place_date": "Valmont, le 3 mai 2027",
    "subject": "Votre accès à l’espace des familles",
    "paragraphs": [
        "Madame,",
        "Les réinscriptions se font en ligne. Votre identifiant est claire.martin ; "
        "voici votre mot de passe provisoire, à employer dans les trente jours :",
        "Ouvrez reinscription.valmont.example, entrez l’identifiant et ce mot de passe, "
        "puis choisissez le vôtre. Celui-ci ne servira plus.",
        "Si vous n’avez ni ordinateur ni téléphone, nous remplissons le dossier avec vous "
        "à l’accueil, sans rendez-vous.",
    ],
    "secret": "kivu-7294-pomelo",
    "closing": "Le service de la scolarité",
}

BILL = {
    "date": "2027-09-20",
    "school": SCHOOL,
    "recipient": CLAIRE,
    "number": "2027-000123",
    "issued_on": "20 septembre 2027",
    "series": "Scolarité 2027-2028",
    "lines": [
        {"label": "Lina, cursus musique, 3e cycle", "amount": "318,00 €"},
        {"label": "Noé, cursus musique, 1er cycle", "amount": "264,00 €"},
        {"label": "Deuxième enfant, −20 % sur Noé", "amount": "−52,80 €"},
        {"label": "Frais de dossier", "amount": "18,80 €"},
    ],
    "total": "548,00 €",
    "instalments": [
        {"due": f"5 {month}", "amount": "68,50 €", "state": state}
        for month, state in (
            ("octobre 2027", "Payée"),
            ("novembre 2027", "À venir"),
            ("décembre 2027", "À venir"),
            ("janvier 2028", "À venir"),
            ("février 2028", "À venir"),
            ("mars 2028", "À venir"),
            ("avril 2028", "À venir"),
            ("mai 2028", "À venir"),
        )
    ],
    "note": "Prélèvement sur le compte se terminant par 4321. Une question sur cette facture : "
    "la régie, 05 00 00 00 01.",
}


def qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(f"https://{address}", error="m").save(out, kind="svg", border=0)
    return out.getvalue().decode()


POSTER = {
    "date": "2027-05-03",
    "school": SCHOOL,
    "sentence": "Réinscrivez-vous du 4 mai au 15 juin",
    "address": "reinscription.valmont.example",
    "qr": qr("reinscription.valmont.example"),
    "help": "Sans ordinateur ni téléphone : venez à l’accueil, nous le faisons avec vous.",
}
PILE = {
    "date": "2027-05-03",
    "title": "Mots de passe provisoires",
    "letters": [LETTER, LETTER | {"recipient": CLAIRE | {"name": "M. Karim Benali"}}],
}
FORM = {
    "date": "2027-06-04",
    "school": SCHOOL,
    "title": "Doc 4 : Fiche d’autorisations",
    "about": [["Élève", "Lina Martin, né le 9 mars 2014"], ["Année scolaire", "2027-2028"]],
    "intro": "Pour Lina, pendant l’année 2027-2028.",
    "sections": [
        {
            "title": "Sortie des cours",
            "rows": [
                ["Lina peut quitter le conservatoire sans adulte", "Non"],
                ["Si non : qui peut venir", "Anne Petit, 05 00 00 00 01\nPaul Roche"],
            ],
        },
        {"title": "Droit à l’image", "rows": [["Le conservatoire peut filmer Lina", "Oui"]]},
    ],
    "consent": "Je donne ces réponses pour l’année.\n\nJe peux revenir sur chacune.",
    "signature": [
        ["Signé par", "Claire Martin"],
        ["Le", "vendredi 4 juin 2027 à 14 h 41"],
        ["Texte", "version 1"],
    ],
    "proof": "Signé à l’écran, depuis l’espace personnel de cette personne.",
}

ALL = {
    "receipt": RECEIPT,
    "letter": LETTER,
    "bill": BILL,
    "poster": POSTER,
    "pile": PILE,
    "form": FORM,
}
