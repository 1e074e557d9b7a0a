"""Find citations in opinions, a round for every line of standard input; run by the peer's own interpreter."""

import json
import sys
import time
from pathlib import Path

from eyecite import get_citations


def lap(texts):
    """Find the citations of every text once: CPU seconds, texts it raised on, citations found."""
    errors, found = 0, 0
    began = time.process_time()
    for text in texts:
        try:
            found += len(get_citations(text))
        except Exception:  # noqa: BLE001  # whatever it is, it is a text the peer gave up on
            errors += 1
    return {"seconds": time.process_time() - began, "errors": errors, "found": found}


def main():
    """Answer every line of standard input with one line of JSON."""
    texts = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    for _asked in sys.stdin:
        print(json.dumps(lap(texts)), flush=True)


if __name__ == "__main__":
    main()
