"""Keeps a random sample of a cosmic-ray session. Usage: sample.py SESSION SIZE SEED"""

import random
import sqlite3
import sys


def main(session: str, size: int, seed: int) -> None:
    """Drop all mutants but ``size`` drawn with ``seed``; a changed "|" is an annotation's, and no program runs it."""
    with sqlite3.connect(session) as connection:
        found = connection.execute("select module_path, operator_name, occurrence, job_id from mutation_specs")
        code = sorted(row for row in found if "BitOr" not in row[1])
        kept = {row[3] for row in random.Random(seed).sample(code, size)}
        for table in ("mutation_specs", "work_items"):
            for (job,) in connection.execute(f"select job_id from {table}").fetchall():
                if job not in kept:
                    connection.execute(f"delete from {table} where job_id = ?", (job,))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
