"""A school that has only just been installed: all of it is made through the screens."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import psycopg
import pytest

from tests import postgres
from tests.browser.conftest import manage, serving
from tests.browser.person import plain
from tests.browser.screens import Screens
from tests.mail_server import MailServer

PARIS = ZoneInfo("Europe/Paris")
SECRET = re.compile(r"\b(?=\w*\d)(?=\w*[A-Z])(?=\w*[a-z])[A-Za-z2-9]{12,16}\b")
OFFICE_PASSWORD, PASSWORD = "Sarabande-lente-1685", "Cerfvolant26"
OFFICE = "scolarite@rivebelle.example.org"
DIRECTOR, SECRETARY = "paul.roche@example.org", "nadia.ferrand@example.org"
CLAIRE, KARIM, LUCIE = (f"{one}@example.org" for one in ("claire", "karim", "lucie"))
DISCIPLINES = ("Violoncelle", "Formation musicale", "Orchestre")
PARTS = ("Dominante", "Formation musicale", "Pratique collective")
URL = "PORTAMENTO_DATABASE_URL"


@pytest.fixture
def mail():
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> Iterator[dict[str, str]]:
    """What the operator sets for an empty database of either kind."""
    if request.param == "sqlite":
        yield {}
        return
    with ExitStack() as until_then:
        url = os.environ.get(URL) or until_then.enter_context(postgres.server())
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS empty_installation")
            connection.execute("CREATE DATABASE empty_installation")
        yield {URL: urlsplit(url)._replace(path="/empty_installation").geturl()}


@pytest.fixture
def installed(tmp_path_factory, mail, database):
    """What the operator does, two commands after the installation: (address, first password)."""
    data = tmp_path_factory.mktemp("e")
    more = {"PORTAMENTO_DEMO": "", "PORTAMENTO_SMTP_URL": f"smtp://127.0.0.1:{mail.port}"}
    more |= database
    manage(data, "prepare", **more)
    school = ("rivebelle", "Conservatoire de Rivebelle", "Rivebelle", "--email", OFFICE)
    manage(data, "create-school", *school, **more)
    who = ("--name", "Paul Roche", "--email", DIRECTOR, "--identifier", "direction")
    told = manage(data, "create-staff", "rivebelle", *who, **more)
    with serving(data, **more) as address:
        yield address, SECRET.search(told).group()


@pytest.fixture
def sit_down(engine, installed):
    """`sit_down(width)` opens somebody's browser."""
    contexts = []

    def opened(width: int) -> Screens:
        context = engine.new_context(viewport={"width": width, "height": 900}, locale="fr-FR")
        context.set_default_timeout(8_000)
        contexts.append(context)
        return Screens(context.new_page(), installed[0])

    yield opened
    for context in contexts:
        context.close()


def letter(mail: MailServer, to: str, subject: str, seconds: float = 20) -> str:
    """The newest letter to that address whose subject begins so, once it has come."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for one in reversed(mail.taken):
            if to in one["To"] and one["Subject"].startswith(subject):
                return plain(one.get_body(("plain",)).get_content())
        time.sleep(0.1)
    raise AssertionError([(one["To"], one["Subject"]) for one in mail.taken])


def test_a_school_is_set_up_and_re_enrols_its_first_pupil(installed, mail, sit_down, tmp_path):
    paul, nadia, claire, karim = (sit_down(width) for width in (1280, 1280, 390, 390))
    first_password(paul, "direction", installed[1], OFFICE_PASSWORD)
    school_and_team(paul)
    first_sign_in(nadia, mail, "secretariat", SECRETARY, OFFICE_PASSWORD)
    courses(nadia)
    campaign(nadia)
    families(nadia)
    enrolments(nadia)
    identifiers(nadia, mail)
    first_sign_in(claire, mail, "martin", CLAIRE, PASSWORD)
    re_enrolment(claire, tmp_path)
    decision(nadia)
    claire.open("/")
    claire.sees("Inscription confirmée")
    assert "est confirmée" in letter(mail, CLAIRE, "L’inscription de Lina")
    first_sign_in(karim, mail, "benali", KARIM, PASSWORD)
    karim.open("/eleves/")
    karim.sees("Lina Martin")
    assert not karim.reads("1 rue du Port")


def first_password(someone: Screens, identifier: str, secret: str, chosen: str) -> None:
    """A provisional password opens one page: the one where another is chosen."""
    if not someone.page.url.endswith("/connexion/"):
        someone.open("/connexion/")
    someone.write({"Identifiant": identifier, "Mot de passe": secret})
    someone.press("Se connecter")
    someone.write({"Saisir le nouveau": chosen, "Ressaisir le nouveau": chosen})
    someone.press("Enregistrer")


def first_sign_in(
    someone: Screens, mail: MailServer, identifier: str, address: str, chosen: str
) -> None:
    """As the letter says, step by step."""
    told = letter(mail, address, "Votre identifiant")
    assert f"Votre identifiant : {identifier}" in told
    someone.open("/connexion/")
    someone.write({"Identifiant": identifier})
    someone.press("Mot de passe perdu")
    someone.write({"E-mail": address})
    someone.press("Valider")
    someone.go("OK")
    secret = SECRET.search(letter(mail, address, "Votre mot de passe provisoire")).group()
    first_password(someone, identifier, secret, chosen)


def school_and_team(paul: Screens) -> None:
    paul.go("Réglages", "Modifier l’identité")
    paul.write(
        {
            "Adresse du service": "3 quai du Moulin\n00200 Rivebelle",
            "Téléphone": "05 00 00 00 20",
            "Heures": "du lundi au vendredi, 9 h – 17 h",
            "E-mail": OFFICE,
        }
    )
    paul.press("Enregistrer")
    paul.go("Ajouter ou retirer")
    paul.write({"Commune": "Rivebelle", "Code INSEE": "99200", "Code postal": "00200"})
    paul.press("Ajouter")
    paul.sees("99200")
    paul.go("Équipe", "Nouveau compte")
    paul.write({"Prénom et nom": "Nadia Ferrand", "E-mail": SECRETARY})
    paul.write({"Identifiant": "secretariat"})
    paul.tick("Secrétariat")
    paul.press("Ouvrir le compte")


def courses(nadia: Screens) -> None:
    nadia.go("Cours", "Disciplines")
    for name, part in zip(DISCIPLINES, PARTS, strict=True):
        nadia.go("Nouvelle discipline")
        nadia.write({"Nom": name})
        nadia.pick("Ce qu’elle est", part)
        nadia.press("Enregistrer")
    nadia.go("Cours", "Niveaux", "Nouveau niveau")
    nadia.write({"Sigle": "2C1", "Nom": "2e cycle, 1re année", "Rang": "21"})
    nadia.pick("Cycle", "2")
    nadia.press("Enregistrer")
    nadia.go("Cours", "Enseignants", "Nouvel enseignant")
    nadia.write({"Nom": "Mme Castel"})
    nadia.press("Enregistrer")
    for name in DISCIPLINES:
        nadia.go("Cours", "Nouveau cours")
        nadia.pick("Discipline", name)
        nadia.write({"Nom du cours": name, "De": "17:00", "À": "18:00", "Salle": "Salle 4"})
        nadia.pick("Niveau", "2C1")
        nadia.pick("Enseignant", "Mme Castel")
        nadia.pick("Jour", "Mercredi")
        nadia.press("Enregistrer")
    nadia.go("Cours", "Préparer l’année suivante")
    nadia.tick("Reprendre les jours")
    nadia.press("Préparer")
    nadia.sees("3 cours préparés")


def campaign(nadia: Screens) -> None:
    now = datetime.now(PARIS)
    nadia.go("Campagne", "Nouvelle campagne")
    nadia.write(
        {
            "Ouvre le": (now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
            "Dernière minute": (now + timedelta(days=21)).strftime("%Y-%m-%dT23:59"),
        }
    )
    nadia.press("Enregistrer")
    nadia.go("Proposer la liste habituelle")
    nadia.press("Ajouter cette liste")
    nadia.go("Publier une version")
    nadia.write({"Texte": "L’élève suit les cours où il est inscrit."})
    nadia.press("Publier")
    nadia.sees("Ouverte")


def families(nadia: Screens) -> None:
    """A household, a second one that shares its pupil, an adult who is her own."""
    household(nadia, "Martin", "Claire", CLAIRE, "1 rue du Port")
    nadia.go("Ajouter un élève")
    nadia.write({"Nom": "Martin", "Prénom": "Lina", "Date de naissance": "2016-05-04"})
    nadia.pick("Lien de Claire Martin", "Mère")
    nadia.press("Ajouter cet élève")
    household(nadia, "Benali", "Karim", KARIM, "8 place du Marché")
    nadia.go("Familles", "Martin", "Partager avec un autre foyer Lina Martin")
    nadia.write({"Chercher l’autre foyer": "Benali"})
    nadia.press("Chercher")
    nadia.tick("Benali")
    nadia.tick("Je confirme")
    nadia.press("Partager l’élève")
    nadia.go("Karim Benali")
    nadia.pick("Lien avec l’élève", "Père")
    nadia.press("Enregistrer ce lien")
    household(nadia, "Leroy", "Lucie", LUCIE, "2 rue des Saules")
    nadia.agree("Inscrire aussi comme élève")


def household(nadia: Screens, name: str, first_name: str, email: str, street: str) -> None:
    nadia.go("Familles", "Nouvelle famille")
    nadia.write({"Nom du foyer": name})
    nadia.press("Créer la famille")
    nadia.write({"Nom": name, "Prénom": first_name, "E-mail": email, "Mobile": "06 00 00 00 01"})
    nadia.write({"Adresse": street, "CP": "00200", "Ville": "Rivebelle"})
    nadia.write({"Identifiant": name.lower()})
    nadia.press("Ajouter ce responsable")


def enrolments(nadia: Screens) -> None:
    for name, names in (("Lina Martin", DISCIPLINES), ("Lucie Leroy", DISCIPLINES[:1])):
        for course in names:
            nadia.go("Cours", course, "Inscrire un élève")
            nadia.write({"Nom de l’élève": name})
            nadia.press("Chercher")
            nadia.tick(name)
            nadia.press("Inscrire")
            nadia.sees(f"{name} est maintenant dans ce cours")


def identifiers(nadia: Screens, mail: MailServer) -> None:
    nadia.go("Familles")
    nadia.press("Les envoyer à toute la liste (3)")
    nadia.sees("3 identifiants envoyés")
    for address in (CLAIRE, KARIM, LUCIE):
        assert "Mot de passe perdu" in letter(mail, address, "Votre identifiant")


def re_enrolment(claire: Screens, folder) -> None:
    claire.open("/")
    claire.go("Réinscription")
    claire.tick("En une fois")
    claire.tick("Je fournis un justificatif")
    claire.press("Enregistrer")
    claire.hand_in(folder)
    claire.tick("J’accepte")
    claire.press("Valider")
    claire.sees("Le dossier de Lina est bien arrivé")


def decision(nadia: Screens) -> None:
    nadia.go("Dossiers", "Lina Martin")
    nadia.go("Valider le dossier")
    nadia.tick("Je confirme")  # the second household, which pays its part, has given nothing yet
    nadia.press("Valider le dossier")
    nadia.go("Attribuer les cours")
    for _ in range(3):
        nadia.press("Attribuer cette place")
    nadia.press("Prévenir la famille")
    nadia.press("Confirmer l’inscription")
    nadia.sees("Inscription confirmée")
