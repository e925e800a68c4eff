"""Gathers what each package declares: the journal's sentences and the kinds of change."""

from django.apps import AppConfig


class PortamentoConfig(AppConfig):
    name = "portamento.config"
    label = "config"

    def ready(self):
        from portamento.config import registry  # models must be loaded first

        registry.gather()
