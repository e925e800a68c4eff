"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "account.closed": _("Compte {de_name} fermé"),
    "account.connected": _("Connexion {de_name}"),
    "account.email_asked": _("Confirmation de l’adresse {email} demandée à {name}"),
    "account.email_confirmed": _("Adresse {email} confirmée par {name}"),
    "account.email_forgotten": _("Adresse {email} abandonnée par {name} avant sa confirmation"),
    "account.email_set": _("Adresse e-mail {de_name} : {before} → {after}"),
    "account.identifier_changed": _("Identifiant {de_name} : {before} → {identifier}"),
    "account.identifier_sent": _("Identifiant « {identifier} » envoyé à {name}"),
    "account.let_in": _("Connexion {de_name} avec un mot de passe provisoire"),
    "account.opened": _("Compte « {identifier} » ouvert pour {name}"),
    "account.password_changed": _("Mot de passe {de_name} changé"),
    "account.provisional_asked": _("Mot de passe provisoire demandé"),
    "account.provisional_sent": _("Mot de passe provisoire envoyé à {name}"),
    "account.renamed": _("Compte {de_before} au nom {de_name}"),
    "account.reopened": _("Compte {de_name} rouvert"),
    "account.secret_renewed": _(
        "Courrier parti tard : mot de passe provisoire ou lien refait pour {name}"
    ),
    "account.seen_to": _("Compte {de_name} mis à jour"),
    "account.role_changed": _("Rôle {de_name} : {before} → {after}"),
}
