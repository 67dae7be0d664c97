"""Bring the few files that the pages use from node_modules into var/assets.

Run from the checkout after `npm ci`, with the program `node` on the path. Pages name the files as
/static/vendor/<path below var/assets>. Needs nothing beyond the standard library.
"""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
ASSETS = ROOT / "var" / "assets"
UI = ROOT / "src" / "donthu" / "ui"

COPIED = {
    "htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "tom-select/tom-select.min.js": "tom-select/dist/js/tom-select.base.min.js",
    "tom-select/tom-select.min.css": "tom-select/dist/css/tom-select.min.css",
    # the variant whose styles and workers are files of their own, as a strict
    # Content-Security-Policy wants
    "altcha/pbkdf2.js": "altcha/dist/workers/pbkdf2.js",
}
FONT = "@fontsource/be-vietnam-pro"
WEIGHTS = (400, 500, 600)
SUBSETS = ("vietnamese", "latin")
# the maps stay behind, and the storage of static files refuses a name that leads nowhere
SOURCE_MAP = re.compile(rb"\n?(//[#@] sourceMappingURL=\S+|/\*[#@] sourceMappingURL=.*?\*/)\s*$")


def main() -> None:
    """Build var/assets anew and put it in the place of the old one."""
    fresh = ASSETS.with_name("assets.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, source in COPIED.items():
        copy(MODULES / source, fresh / name)
    for name in (UI / "icons.txt").read_text().split():
        copy(MODULES / "@tabler/icons/icons/outline" / f"{name}.svg", fresh / f"icons/{name}.svg")
    fonts(fresh / "fonts")
    styles(fresh / "tabler" / "tabler.min.css")
    shutil.rmtree(ASSETS, ignore_errors=True)
    fresh.rename(ASSETS)


def copy(source: Path, target: Path) -> None:
    """Copy one file without its reference to a source map."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))


def fonts(folder: Path) -> None:
    """The faces that the pages use, in the subsets Vietnamese needs, and their style sheet."""
    faces = []
    for weight in WEIGHTS:
        sheet = (MODULES / FONT / f"{weight}.css").read_text()
        for face in re.findall(r"@font-face\s*{.*?}", sheet, re.DOTALL):
            found = re.search(r"url\(\./(files/\S+-(vietnamese|latin)-\d+-normal\.woff2)\)", face)
            if found:
                name = Path(found[1]).name
                copy(MODULES / FONT / found[1], folder / name)
                faces.append(re.sub(r"src:.*?;", f"src: url({name}) format('woff2');", face))
    if len(faces) != len(WEIGHTS) * len(SUBSETS):
        raise SystemExit(f"{FONT} holds {len(faces)} of the faces wanted; its layout has changed")
    (folder / "be-vietnam-pro.css").write_text("\n".join(faces) + "\n")


def styles(target: Path) -> None:
    """Compile our selection of Tabler's style sheet."""
    target.parent.mkdir(parents=True)
    subprocess.run(
        [
            *("node", MODULES / "sass" / "sass.js", "--style=compressed", "--no-source-map"),
            *("--quiet-deps", f"--load-path={MODULES}", UI / "scss" / "tabler.scss", target),
        ],
        check=True,
    )


if __name__ == "__main__":
    main()
