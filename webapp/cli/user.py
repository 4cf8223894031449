"""`user list|add|invite|off|setup`: accounts of the desk, for whoever sits at the server."""

from __future__ import annotations

from argparse import Namespace

from webapp.admin import accounts, audit
from webapp.admin.database import Transaction
from webapp.admin.desk import Desk, open_desk
from webapp.admin.roles import ROLES
from webapp.admin.tables import User
from webapp.cli.arguments import Parser, add_data, say, settings_of
from webapp.errors import AppError, UsageError

BY = "./run user"


def configure(parser: Parser) -> None:
    """One subcommand an action. A token stands on stdout; it is the end of the address `admin/invited?key=`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="列出账号 / list accounts")
    setup = actions.add_parser("setup", help="第一个账号的一次性口令 / a token for the first account")
    add = actions.add_parser("add", help="添加账号，打印设置口令用的一次性口令 / add one, print its token")
    invite = actions.add_parser("invite", help="重设口令 / a token for a new password")
    off = actions.add_parser("off", help="停用账号 / switch one off")
    for action in (add, invite, off):
        action.add_argument("name", metavar="NAME", help="登录名 / sign-in name")
    add.add_argument("roles", nargs="+", choices=list(ROLES), metavar="ROLE", help=" ".join(ROLES))
    add.add_argument("--shown", default="", metavar="NAME", help="姓名 / the name that is shown")
    for action in (listing, setup, add, invite, off):
        add_data(action)


def run(arguments: Namespace) -> int:
    """What is done here stands in the audit as well."""
    desk = open_desk(settings_of(arguments))
    try:
        with desk.database.transaction() as session:
            _do(arguments, desk, session)
    except accounts.UnsuitableError as error:
        raise UsageError(
            f"不能这样做（{error.code}）：登录名要用小写字母开头，不能重复；最后一个管理账号的人不能停用。",
            f"Not possible ({error.code}): names begin with a small letter and are unique; the last person who "
            "manages accounts stays.",
        ) from None
    finally:
        desk.database.close()
    return 0


def _do(arguments: Namespace, desk: Desk, session: Transaction) -> None:
    if arguments.action == "list":
        for user in accounts.everybody(session):
            print(f"{user.name}\t{user.shown}\t{user.roles}\t{'on' if user.active else 'off'}")
        return
    if arguments.action == "setup":
        print(_setup(desk, session))
        return
    if arguments.action == "add":
        user = accounts.add_user(session, desk.clock, arguments.name, arguments.shown, arguments.roles)
    else:
        user = _known(session, arguments.name)
    if arguments.action == "off":
        accounts.change_user(session, desk.clock, user, user.role_set, False)
    else:
        print(accounts.invite(session, desk.clock, user))
    audit.append(session, desk.clock, BY, f"account-{arguments.action}", user.name, roles=user.roles)
    say(f"{user.name}：已办", "done")


def _setup(desk: Desk, session: Transaction) -> str:
    token = accounts.setup_token(session, desk.clock)
    if token is None:
        raise AppError(
            "已经有账号了。忘了口令，用 ./run user invite 登录名。",
            "There are accounts already. For a forgotten password: ./run user invite NAME.",
        )
    return token


def _known(session: Transaction, name: str) -> User:
    user = accounts.by_name(session, name)
    if user is None:
        raise AppError(f"没有 {name} 这个账号。", f"There is no account {name}.")
    return user
