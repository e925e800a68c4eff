"""What the operator's log says."""

import logging


class FaultsOfOurOwn(logging.Filter):
    """A refusal (403, 404) is one line; a traceback is kept for what went wrong on our side."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True
