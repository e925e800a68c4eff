"""What the web server calls."""

import gc
import os

import portamento.config  # noqa: F401  (SQLite's replacement comes before Django)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portamento.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

# What stands once everything is loaded stands for good: the collector need not walk it again.
gc.collect()
gc.freeze()
