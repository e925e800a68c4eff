"""What a browser would send of a page's form."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    """Collects the controls of the form that holds the most of them."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append({})
        if not self.forms or "disabled" in given:
            return
        name = given.get("name")
        if tag == "input" and name:
            box = given.get("type") in {"checkbox", "radio"}
            if not box or "checked" in given:
                self.add(name, given.get("value", "on" if box else ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.add(self.select, given["value"])
        elif tag == "textarea":
            self.textarea, self.text = name, ""

    def handle_data(self, data):
        if self.textarea:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            self.add(self.textarea, self.text.removeprefix("\n"))
            self.textarea = None
        elif tag == "select":
            self.select = None

    def add(self, name, value):
        self.forms[-1].setdefault(name, []).append(value)


def fields_of_form(html):
    """Of the page's largest form."""
    reader = _Reader()
    reader.feed(html)
    return max(reader.forms, key=len)
