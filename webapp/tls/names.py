"""What phones may type to reach this machine → the names and addresses that a certificate has to carry."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from webapp.errors import UsageError

HOST_NAME = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
)
# Whom the authority may vouch for: this machine and private networks, never a bank. So whoever steals its key cannot
# pose as the rest of the Internet to phones that trust it.
PRIVATE = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "fc00::/7",
    "::1/128",
)
LOCAL = "localhost"


@dataclass(frozen=True)
class Names:
    """Host names in small letters, and addresses."""

    hosts: tuple[str, ...]
    addresses: tuple[str, ...]

    @property
    def subject(self) -> str:
        """What people are shown. Not the name alone: some clients take that for a host name and hold it against us."""
        return f"红线随身查 {(*self.hosts, *self.addresses)[0]}"

    @property
    def permitted_hosts(self) -> list[str]:
        """The names themselves, and what is below them; this machine always."""
        return list(dict.fromkeys([LOCAL, *self.hosts]))

    @property
    def permitted_networks(self) -> list[str]:
        """Private networks, and the addresses themselves where they are outside."""
        return [
            *PRIVATE,
            *(str(ipaddress.ip_network(each)) for each in self.addresses if not _is_private(each)),
        ]


def read_names(given: Iterable[str]) -> Names:
    """Sort names from addresses, each once, in order; an error for what is neither."""
    hosts: dict[str, None] = {}
    addresses: dict[str, None] = {}
    for each in given:
        plain = each.strip().strip("[]").lower()
        try:
            addresses[str(ipaddress.ip_address(plain))] = None
        except ValueError:
            if not HOST_NAME.fullmatch(plain):
                raise UsageError(
                    f"“{each}”既不是地址也不是主机名。应像 10.1.2.3 或 rules.example.gov 这样，不带 http:// 和端口。",
                    f"“{each}” is neither an address nor a host name. Like 10.1.2.3 or rules.example.gov, "
                    "without http:// or a port.",
                ) from None
            hosts[plain] = None
    return Names(tuple(hosts), tuple(addresses))


def _is_private(address: str) -> bool:
    found = ipaddress.ip_address(address)
    networks = map(ipaddress.ip_network, PRIVATE)
    return any(found.version == network.version and found in network for network in networks)
