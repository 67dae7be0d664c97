"""Where things lie: the checkout and the folder of data that changes."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("DONTHU_DATA", ROOT / "var")).resolve()
