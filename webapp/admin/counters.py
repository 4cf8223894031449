"""Failed attempts → whether the next one may be made. Kept in the database, so that every process counts alike.

An account is locked for a while, never for ever. A browser from which its owner has signed in before is counted by
itself, so that strangers cannot lock somebody out of their own PC.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from webapp.admin.clock import Clock
from webapp.admin.tables import Counter
from webapp.rules.instants import read, stored

# An address may stand for a whole office behind one router.
ADDRESS_FAILURES = 50


def locked(session: Session, clock: Clock, *keys: str) -> bool:
    """Whether one of them has to wait."""
    now = stored(clock())
    found = (session.get(Counter, key) for key in keys)
    return any(counter and counter.locked_until and counter.locked_until > now for counter in found)


def failed(session: Session, clock: Clock, key: str, allowed: int, wait: timedelta) -> bool:
    """Count one more; → whether it is locked now."""
    now = clock()
    counter = session.get(Counter, key)
    if counter is None:
        counter = Counter(key=key, failures=0, since=stored(now))
        session.add(counter)
    elif read(counter.since) + wait < now or (counter.locked_until and counter.locked_until <= stored(now)):
        counter.failures, counter.since, counter.locked_until = 0, stored(now), None
    counter.failures += 1
    if counter.failures >= allowed:
        counter.locked_until = stored(now + wait)
    session.flush()
    return counter.locked_until is not None


def cleared(session: Session, *keys: str) -> None:
    """The right password was typed: start anew."""
    for key in keys:
        counter = session.get(Counter, key)
        if counter:
            session.delete(counter)
