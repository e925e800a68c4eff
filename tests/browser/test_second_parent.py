"""Karim shares Lina with Claire: what he may see, and what not."""


def test_karim_reads_lina_and_never_claires_address(person):
    karim = person("Karim")
    karim.sign_in("benali", "Valmont2026")
    karim.sees("Lina Martin")
    pages = [karim.page.content()]
    for link in ("Élèves", "Famille", "Accueil"):
        karim.use(link)
        pages.append(karim.page.content())
    karim.use("Réinscription 2027-2028", "Réinscription")
    pages.append(karim.page.content())
    told = " ".join(pages)
    for hidden in ("27 rue Haute", "claire.martin@example.org", "06 00 00 00 01", "Noé"):
        assert hidden not in told
