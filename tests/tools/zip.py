"""ZIP archives by Python's standard library: a second reading of what the verifier writes, and a way
to write others.

    zip.py read FILE            prints {name: base64 of its bytes}, refuses what does not hold its checksum
    zip.py write FILE <JSON     the other way round, from a list of [name, base64 or number of zeros]
"""

import base64
import json
import sys
import warnings
import zipfile

what, path = sys.argv[1:]
if what == "read":
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        files = {name: base64.b64encode(archive.read(name)).decode() for name in archive.namelist()}
        assert len(files) == len(archive.namelist())
    json.dump(files, sys.stdout)
else:
    warnings.simplefilter("ignore")  # a name twice is what a test wants
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, bytes_ in json.load(sys.stdin):
            archive.writestr(name, bytes(bytes_) if isinstance(bytes_, int) else base64.b64decode(bytes_))
