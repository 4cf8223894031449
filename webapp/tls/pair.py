"""A private key and its certificate, and for how long such a pair is good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

AUTHORITY_DAYS = 3650
SERVER_DAYS = 820
# Clocks of phones differ; a certificate made this minute must not be from the future.
YESTERDAY = timedelta(days=1)


@dataclass(frozen=True)
class Pair:
    """Both PEM."""

    key: bytes
    certificate: bytes
