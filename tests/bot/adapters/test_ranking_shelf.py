"""The ranking of the largest accounts, kept on each engine."""

from datetime import date

from bot.adapters.sql_store import SqlStore
from models.pilot import Largest


def test_the_ranking_comes_back_equal_and_the_last_one_stands(database_url):
    store = SqlStore(database_url)
    earlier = Largest(on=date(2026, 5, 8), count=10, accounts={}, unknown="erp lists only what is open")
    ranked = Largest(on=date(2026, 5, 11), count=10, accounts={"C-1": "among the 10 largest: €9.00"})
    with store.transaction() as books:
        assert books.largest() is None
        books.keep_largest(earlier)
        books.keep_largest(ranked)
    with store.transaction() as books:
        assert books.largest() == ranked
    store.close()
