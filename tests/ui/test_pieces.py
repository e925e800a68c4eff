"""One piece: what it says, and where its files go with and without script."""

from portamento.ui.gallery import Every  # noqa: F401  (Django is ready)

PIECE = {
    "id": 12,
    "name": "Fiche d’autorisations",
    "why": "Signée par un responsable.",
    "state": "À refaire",
    "kind": "wrong",
    "refusal": "Illisible",
    "reason": "La signature ne se lit pas.",
    "upload_url": "/envoyer/12/",
    "model_url": "/modele/12/",
    "files": [
        {
            "name": "fiche.pdf",
            "size": "0,3 Mo",
            "date": "2 juin",
            "hour": "19 h 40",
            "view_url": "/voir/5/",
            "delete_url": "/supprimer/5/",
        }
    ],
}


def test_a_row_tells_why_what_was_refused_and_what_was_received(show):
    html = show("{{ ui.upload_row(piece, 'JETON') }}", piece=PIECE)
    assert 'data-piece="12"' in html
    assert "<b>Illisible.</b> La signature" in html
    assert "0,3 Mo, reçu le 2 juin à 19 h 40" in html
    assert 'href="/voir/5/">Consulter fiche.pdf' in html
    assert "Télécharger le modèle" in html


def test_a_row_alone_leads_to_a_page_with_the_file_control(show):
    html = show("{{ ui.upload_row(piece, 'JETON') }}", piece=PIECE)
    assert html.count("JETON") == html.count("<form") == 1, "only to delete"
    assert 'data-behaviour="upload" href="/envoyer/12/">Importer' in html


def test_a_row_inside_a_form_posts_that_form_elsewhere(show):
    html = show("{{ ui.upload_row(piece, inside='/envoyer/') }}", piece=PIECE)
    assert "<form" not in html
    assert 'data-behaviour="upload" formaction="12/">Importer' in html
    assert 'formaction="/supprimer/5/"' in html


def test_pages_to_look_at_come_before_anything_else(show):
    waiting = {"review": "3 pages attendent votre relecture.", "review_url": "/a-relire/"}
    html = show("{{ ui.upload_row(piece) }}", piece=PIECE | waiting)
    assert html.index('href="/a-relire/"') < html.index('href="/envoyer/12/"')


def test_a_piece_that_is_settled_offers_nothing_to_send(show):
    html = show("{{ ui.upload_row({'id': 1, 'name': 'RIB', 'state': 'Accepté', 'kind': 'done'}) }}")
    assert "<input" not in html
    assert "state-done" in html


def test_cells_escape_what_they_are_given(show):
    html = show(
        "{% call ui.table('Familles', ['Nom']) %}{% call ui.row() %}{{ ui.head(name) }}"
        "{{ ui.cell('Ville', name) }}{% endcall %}{% endcall %}",
        name="<b>Martin</b>",
    )
    assert "<b>" not in html
    assert html.count("&lt;b&gt;Martin") == 2
    assert 'role="rowheader"' in html
    assert 'data-label="Ville"' in html
