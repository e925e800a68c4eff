"""The top of the house: settings, commands that see everything, the schedule of sweeps.

Debian 12's SQLite (3.40) can corrupt a database in WAL mode when two connections reset the log at
once (fixed in 3.51.3). A newer library takes its place here, before anything imports sqlite3.
"""

import sys

import pysqlite3

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
