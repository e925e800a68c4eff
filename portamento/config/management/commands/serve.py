"""manage.py serve: web server, worker and inspector together, for one machine."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portamento.config import missing, programs


class Command(BaseCommand):
    help = "Serves the portal and the office. Run `prepare` first, and put a proxy in front."
    requires_system_checks = ()
    stealth_options = ("ready",)

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="processes of the web server")

    def handle(self, *, host, port, workers, ready=None, **options):
        """`ready` is called once the web server answers."""
        if not programs.is_free(host, port):
            raise CommandError(f"Port {port} is in use already. Choose another with --port.")
        try:
            with programs.running() as started:
                started.begin(programs.web_server(host, port, workers=workers))
                started.wait_until_open(host, port)
                (ready or (lambda: self.greet(host, port)))()
                started.begin(programs.inspector())
                started.begin(programs.worker())
                started.watch()
        except programs.Told:
            self.stdout.write("Ended.")
        except programs.Failed as failed:
            raise CommandError(str(failed)) from failed

    def greet(self, host, port):
        self.stdout.write(f"Portamento serves http://{host}:{port}/ for {settings.PUBLIC_URL}/")
        missing.tell(self, missing.everything())
