"""Letters in the school's own words: which facts a text may name, and whether it can be sent."""

from collections import defaultdict

from django.utils.translation import gettext as _
from jinja2 import Environment, TemplateSyntaxError, nodes

from portamento.foundation import text
from portamento.mailroom import letter
from portamento.mailroom.letter import Letter
from portamento.schools.scope import current

# A text names facts and asks whether there is one: nothing that computes or repeats.
ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name),
    *(nodes.If, nodes.Not, nodes.And, nodes.Or),
)
LINKS = {"adresse", "connexion", "oubli", "espace"}
COMMON = {"destinataire", "ecole", "telephone", "courriel", "horaires"} | LINKS
PERSONAL = {"secret", "lien"}
HEAD = "Objet"
INVENTED = {
    "destinataire": "Claire Martin",
    "eleve": "Lina Martin",
    "prenom": "Lina",
    "de_prenom": "de Lina",
    "de_eleve": "de Lina Martin",
    "identifiant": "martin",
    "soi": "",  # said where whoever reads is the pupil
    "equipe": "",
    "annee": "2027-2028",
    "reference": "RI-2027-00418",
    "jusqu_au": "mardi 15 juin 2027 à 23\u00a0h\u00a059",
    "motif": "Le document est illisible.",
    "secret": "••••••••••••",
    "lien": "https://…",
}
_parser = Environment(autoescape=False)  # noqa: S701  only parses: letters are plain text


def kinds() -> dict[str, type[Letter]]:
    """The letters that have a text, by class name."""
    return {name: kind for name, kind in letter.kinds().items() if hasattr(kind, "text")}


def title(name: str) -> str:
    """What people call it: the subject of our own text, « … » where facts go."""
    blank = defaultdict(lambda: "…", {one: "" for one, value in INVENTED.items() if not value})
    source = letter.default_text(kinds()[name]).partition("\n")[0]
    return letter.write(source, {one: blank[one] for one in named(source)})[0]


def named(source: str) -> set[str]:
    """The facts a text names; what Jinja itself knows (« range », « self ») is none."""
    return {node.name for node in _parser.parse(source).find_all(nodes.Name)}


def known(name: str) -> set[str]:
    """The facts a text of that kind may name: those of our own, and the school's."""
    return COMMON | named(letter.default_text(kinds()[name]))


def problems(name: str, source: str) -> list[str]:
    """Why that text could not be sent, in sentences; nothing when it can."""
    try:
        tree = _parser.parse(source)
    except TemplateSyntaxError as error:
        return [_("Ligne %d : accolades mal écrites ou non refermées.") % error.lineno]
    found = []
    if not source.lstrip().startswith(HEAD):
        found.append(_("La première ligne doit commencer par « Objet : »."))
    if any(not isinstance(node, ALLOWED) for node in tree.find_all(nodes.Node)):
        found.append(_("Un texte ne peut que nommer un mot ou demander s’il existe."))
    if strange := sorted(named(source) - known(name)):
        found.append(_("Mots inconnus de ce courrier : %s.") % ", ".join(strange))
    needed = PERSONAL & named(letter.default_text(kinds()[name]))
    if lost := sorted(needed - named(source)):
        found.append(_("Ce courrier ne sert à rien sans : %s.") % ", ".join(lost))
    return found


def preview(name: str, source: str) -> tuple[str, str]:
    """Subject and body with invented facts."""
    school = current()
    own = {
        "ecole": school.name,
        "telephone": school.phone,
        "courriel": school.email,
        "horaires": text.unbroken(school.hours),
    } | dict.fromkeys(LINKS, "https://…")
    facts = {one: f"[{one.replace('_', ' ')}]" for one in known(name)}
    return letter.write(source, facts | INVENTED | own)
