"""Django's command line, with Portamento's settings."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portamento.config.settings")

from django.core.management import execute_from_command_line

import portamento.config  # noqa: F401  (SQLite's replacement comes before Django)

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
