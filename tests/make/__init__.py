"""Short builders over real actions: `make.school()`, `make.family()`, `make.dossier()`."""

from tests.make.schools import school

__all__ = ["school"]
