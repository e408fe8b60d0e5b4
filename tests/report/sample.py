"""Makes the sample exports of the two demo shops: `python3 tests/report/sample.py [kits|ceramics]`.

In: nothing but seeds; the same files come out each time. Out: CSV files in content/report/ of each shop, in the forms in
which programs export them (`exports.py`). All people and figures are invented. The YAML beside the files is written by
hand and is not touched.
"""

import sys

import sample_ceramics
import sample_kits

SHOPS = {"kits": sample_kits.main, "ceramics": sample_ceramics.main}

if __name__ == "__main__":
    for name in sys.argv[1:] or SHOPS:
        SHOPS[name]()
