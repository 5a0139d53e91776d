"""Kill a sender of 200 messages at random moments, again and again, and count who was mailed twice or not at all.

    python -m bench.crash_send [KILLS] [SEED]

Expected: no faults; as many unknown entries as kills fell between the DATA command and the server's answer.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.mail_server.crash import crash_rig


def main(kills: int = 2000, seed: int = 1) -> int:
    start = shown = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, crash_rig(Path(folder), seed) as rig:
        while rig.tally.kills < kills:
            rig.round()
            if time.monotonic() - shown > 10:
                shown = time.monotonic()
                print(f"  {rig.tally.kills} kills …", file=sys.stderr)
        tally = rig.tally
    print(f"{tally.kills} kills in {tally.rounds} rounds, {tally.messages} messages, {time.monotonic() - start:.0f} s")
    print(f"  unknown: {tally.unknown}, of which the server had taken {tally.unknown_taken}")
    print(f"  faults:  {len(tally.faults)}")
    for fault in tally.faults[:20]:
        print(f"    {fault}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
