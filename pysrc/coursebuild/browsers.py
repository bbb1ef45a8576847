"""Finds a Chromium for the browser tests, or installs one by whatever way this machine allows."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from coursebuild.errors import CourseError

# What a headless Chromium needs in containers, and what keeps it from calling home during a test.
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A camera that shows a moving test picture and a microphone that beeps; a page must still be allowed to use them.
    "--use-fake-device-for-media-stream",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
# Without fonts a page shows boxes; fonts-dejavu also brings one for MathML.
DEBIAN = ["chromium", "fonts-dejavu", "fonts-liberation"]


@cache
def chromium() -> Path:
    """A Chromium that is there, or one just installed."""
    if named := os.environ.get("NN_CHROMIUM"):
        if not Path(named).is_file():
            raise CourseError(f"NN_CHROMIUM names {named}, where there is no file: correct it or unset it.")
        return Path(named)
    ways: list[Callable[[], Path | None]] = [of_system, of_playwright, from_playwright, from_debian]
    for way in ways:
        if found := way():
            return found
    raise CourseError(
        "No Chromium was found for the browser tests, and none could be installed: install Chromium or Chrome "
        "with your system's package manager, or set NN_CHROMIUM to the path of one."
    )


def of_system() -> Path | None:
    on_path = (shutil.which(name) for name in NAMES)
    usual = (os.path.expandvars(place) for place in PLACES)
    return next((Path(path) for path in (*on_path, *usual) if path and os.path.isfile(path)), None)


def of_playwright() -> Path | None:
    """Playwright's own Chromium, asked in another process, since pytest may already hold a Playwright here."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True).stdout.strip()
    return Path(told) if told and Path(told).is_file() else None


def from_playwright() -> Path | None:
    """Playwright's download; quick to fail where its host is not reachable."""
    print("No Chromium here: trying `playwright install chromium`.", flush=True)
    quick = {**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(command, env=quick, capture_output=True)
    return of_playwright() if done.returncode == 0 else None


def from_debian() -> Path | None:
    """The distribution's package, when we are root on Debian or Ubuntu (a bare container, as in CI)."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    print(f"Installing {' '.join(DEBIAN)} with apt-get.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *DEBIAN]):
        if subprocess.run(["apt-get", "-qq", *step], env=quiet, stdout=subprocess.DEVNULL).returncode != 0:
            return None
    return of_system()
