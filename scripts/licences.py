"""Fail when a package we carry has a licence other than a permissive, LGPL or MPL one.

The MPL binds changes of its own files alone, which we do not make. Run with the environment's own
Python; looks at its distributions and at node_modules.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ALLOWED = re.compile(
    r"0BSD|Apache( Software|)[ -](License( |, Version )?)?(2\.0)?|BSD( License|-[23]-Clause)|CC0-1\.0"
    r"|ISC( License( \(ISCL)?)?|LGPL-.*|GNU L(ibrary or L)?esser General Public License.*"
    r"|MIT( License|-0|-CMU)?|MPL-2\.0|Mozilla Public License 2\.0 \(MPL 2\.0|OFL-1\.1"
    r"|Python Software Foundation License|PSF-2\.0|Unlicense|Zlib"
)
# looked at by hand
KNOWN = {
    "qrcode": "BSD-3-Clause; the second word of its classifiers is about the word QR Code",
    "pypdfium2": "BSD-3-Clause or Apache-2.0; what its PDFium is made from is permissive too",
}


def allowed(licence: str) -> bool:
    """Whether every part of the expression is allowed; of parts joined by OR one is enough."""
    return all(
        any(ALLOWED.fullmatch(choice.strip("() ")) for choice in part.split(" OR "))
        for part in re.split(r";| AND ", licence)
    )


def python_packages() -> dict[str, str]:
    """Name and licence of each distribution of the running environment."""
    command = ["--from=mixed", "--format=json", f"--python={sys.executable}"]
    tool = Path(sys.executable).with_name("pip-licenses")
    said = subprocess.run([tool, *command], check=True, capture_output=True, text=True).stdout
    return {package["Name"]: package["License"] for package in json.loads(said)}


def node_packages(modules: Path) -> dict[str, str]:
    """Name and licence of each package in `modules`."""
    found = {}
    for file in [*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]:
        about = json.loads(file.read_text())
        found[about["name"]] = str(about.get("license", ""))
    return found


def main() -> int:
    """Exit code: 1 when some licence is not allowed."""
    packages = python_packages() | node_packages(Path("node_modules"))
    bad = {n: x for n, x in packages.items() if n not in KNOWN and not allowed(x)}
    for name, licence in sorted(bad.items()):
        sys.stderr.write(f"{name}: licence {licence or 'unknown'} is not one we may carry\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
