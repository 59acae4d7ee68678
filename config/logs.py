"""The technical log: one JSON object a line, event names and ids only. Who saw whom is in the access log."""

import json
import logging
import re
from datetime import UTC, datetime

LONG_NUMBER = re.compile(r"[0-9]{16}")
REDACTED = "[16 digits]"
PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Redacting(logging.Filter):
    """Takes every run of sixteen digits (a NIK, mostly) out of a record, its details and its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redacted(record.getMessage()), None
        for name in set(vars(record)) - PLAIN:
            value = getattr(record, name)
            setattr(record, name, value if isinstance(value, bool | None) else redacted(str(value)))
        return True


class Structured(logging.Formatter):
    """``logger.info("case.closed", extra={"case": 12})`` becomes one line with time, level and event."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **{
                name: value for name, value in vars(record).items() if name not in PLAIN and name != "request"
            },
        }
        if record.exc_info:
            line["trace"] = redacted(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def redacted(text: str) -> str:
    return LONG_NUMBER.sub(REDACTED, text)
