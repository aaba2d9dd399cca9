"""`python -m core.typeset [FOLDER…]`: prints the sample reports again from their figures (data/samples/*/figures.toml)."""

import sys
from pathlib import Path

from core.typeset.samples import SAMPLES, make_sample

if __name__ == "__main__":
    for folder in map(Path, sys.argv[1:] or sorted(path.parent for path in SAMPLES.glob("*/figures.toml"))):
        made = make_sample(folder)
        print(f"{folder.name}: {made.pages} pages, {len(made.facts)} facts")
