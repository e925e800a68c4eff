"""What a GET answers, in the small world, to who holds the page's right: 200 but for these.

A closed list: a page that turns into an error, or a new one that shows nothing, fails until it is
named here with its reason.
"""

# What, opened by itself, leads back to where its button stands; a PDF being made.
LEADS_ON = {
    *("office:bills.download", "portal:bills.download", "office:campaigns.order_poster"),
    *("office:campaigns.drop_block", "office:campaigns.drop_plan", "office:campaigns.drop_request"),
    *(
        "office:families.drop",
        "office:families.enrol_guardian",
        "office:families.enter",
        "office:families.invite",
    ),
    *("office:families.come_back", "office:families.leave", "office:families.reopen_guardian"),
    *("office:families.send_identifier", "office:families.send_password"),
    *("office:letters.print_pile", "office:letters.put_kept_to_post", "office:letters.put_to_post"),
    *("office:letters.restore_wording", "office:retention.cancel", "office:retention.new"),
    *("office:school.add_year", "office:school.drop_commune", "office:school.drop_logo"),
    *("office:school.use_preset", "office:staff.close", "office:staff.reopen", "office:staff.send"),
    *("portal:dossier.open_form", "portal:dossier.take_back"),
    *("portal:dossier.receipt", "portal:signin.delete"),
    *("portal:documents.add", "portal:documents.confirm", "portal:documents.drop"),
    "office:retention.destroy",  # the visa has not come
    "portal:documents.move",
    "portal:documents.turn",
}
# Buttons that answer to nothing but a click.
ONLY_POSTS = {
    *("office:documents.ask_again", "office:documents.drop", "office:documents.keep"),
    *("office:documents.tell", "office:documents.turn", "office:dossiers.confirm"),
    *("office:dossiers.decline", "office:dossiers.dispense", "office:dossiers.place"),
    *("office:dossiers.reopen", "office:dossiers.settle", "office:dossiers.start"),
    *("office:dossiers.unplace", "office:dossiers.wait", "office:dossiers.withdraw"),
    "office:reminders.send",
}
# The small world holds no such file, nothing is ticked, or the row shown is not in that state.
NOT_THERE = {
    *("office:campaigns.file", "office:campaigns.poster"),
    *("office:documents.piece", "office:dossiers.together", "office:letters.attachment"),
    *("office:letters.download", "office:letters.mark_posted", "portal:documents.model"),
    *("portal:documents.replace", "portal:dossier.disagree", "portal:dossier.download"),
    *("portal:dossier.remove", "portal:help.logo"),
}
STATUS = {
    **dict.fromkeys(LEADS_ON, 302),
    **dict.fromkeys(ONLY_POSTS, 405),
    **dict.fromkeys(NOT_THERE, 404),
    "office:bills.edit": 409,  # issued: never edited again
    "portal:signin.ping": 204,
}
# Pictures of pages: drawn where an inspector runs, which other tests may have started.
DRAWN = {"office:documents.page", "portal:documents.page_image", "portal:documents.sheet_image"}
# What leaves as a file.
FILES = {
    *("office:bills.export", "office:catalog.sheet", "office:documents.download"),
    *("office:reminders.export", "office:retention.sheet", "portal:documents.download"),
}


def of(name: str) -> set[int]:
    """The statuses it may answer with."""
    return {200, 404, 503} if name in DRAWN else {STATUS.get(name, 200)}


def is_page(name: str) -> bool:
    """Whether it shows one, sound HTML with a title of its own."""
    return name not in {*STATUS, *DRAWN, *FILES}
