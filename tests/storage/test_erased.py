"""What the database erases is gone from its file, not only from its answers."""

import sqlite3

from portamento.config import env

WORD = "Zyxwora"


def test_an_erased_word_is_no_longer_in_the_file(tmp_path):
    path = tmp_path / "a.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(env.sqlite(path)["OPTIONS"]["init_command"])
    connection.execute("CREATE TABLE papers (name)")
    connection.executemany("INSERT INTO papers VALUES (?)", [[WORD * 20]] * 50)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert WORD.encode() in path.read_bytes()
    connection.execute("UPDATE papers SET name = '' WHERE rowid % 2")
    connection.execute("DELETE FROM papers WHERE name != ''")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert WORD.encode() not in path.read_bytes()
