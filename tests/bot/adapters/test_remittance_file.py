from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.adapters.remittance_file import load_remittance, read_remittance
from bot.adapters.remittance_lock import lock_of, read_lock, write_lock
from bot.errors import MappingError
from models.remittance import Lock

ROOT = Path(__file__).parents[3]
EUR = '[fennel.EUR]\nlines = ["Fennel", "IBAN IE64 IRCE 9205 0112 3456 78"]\n'
HOSTS = 'payment_link_hosts = ["pay.fennel.example"]\n'


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "remittance.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _locked(tmp_path: Path, text: str) -> Path:
    path = _written(tmp_path, text)
    blocks = read_remittance(path)
    locks = {key: Lock(digest=each.digest(), by='Nora "B" Beck', on=date(2026, 4, 27)) for key, each in blocks.items()}
    write_lock(lock_of(path), locks)
    assert read_lock(lock_of(path)) == locks
    return path


def test_the_file_that_ships_has_an_account_per_currency() -> None:
    found = load_remittance(ROOT / "config" / "remittance.toml")
    assert set(found) == {("fennel", "EUR"), ("fennel", "USD"), ("fennel", "GBP"), ("fennel-inc", "USD")}
    assert found["fennel", "EUR"].lines[1] == "IBAN IE64 IRCE 9205 0112 3456 78"
    assert all("invented" in found[key].lines[0] for key in found)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[fennel.EUR]\nlines = ["IBAN IE65 IRCE 9205 0112 3456 78"]', "check digits"),
        ("[fennel.EUR]\nlines = []", "lines"),
        ('[fennel.EUR]\nlines = ["a"]\nbic = "X"', "bic"),
        ("[fennel.EUR]", "lines"),
        ('[fennel.XXQ]\nlines = ["a"]', "XXQ"),
        ('[fennel]\nEUR = "DE00"', "EUR"),
        ('[fennel.EUR]\nlines = ["pay\\u202e here"]', "invisible"),
        ('[fennel.EUR]\nlines = [" a"]', "space"),
        ('[fennel.EUR]\nlines = ["https://pay.fennel.example"]', "payment_link"),
        ("[fennel.EUR\n", "TOML"),
        ('payment_link_hosts = ["Pay.fennel.example"]', "name of a server"),
        ('payment_link_hosts = ["xn--fennl-8qa.example"]', "name of a server"),
        ('payment_link_hosts = ["127.0.0.1"]', "name of a server"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(MappingError, match=named):
        load_remittance(_written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"nowhere\.toml"):
        load_remittance(tmp_path / "nowhere.toml")


def _with_link(link: str) -> str:
    return f'{HOSTS}{EUR}payment_link = "{link}"\n'


@pytest.mark.parametrize(
    "link",
    ["https://pay.fennel.example", "https://pay.fennel.example/fennel/eur", "https://pay.fennel.example/p?c=eur-1"],
)
def test_a_plain_link_to_a_server_on_the_list_is_printed_below_the_lines(tmp_path: Path, link: str) -> None:
    (block,) = load_remittance(_locked(tmp_path, _with_link(link))).values()
    assert block.printed == ("Fennel", "IBAN IE64 IRCE 9205 0112 3456 78", link)


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("http://pay.fennel.example/", id="not encrypted"),
        pytest.param("https://pay.fennel.example.evil.example/", id="another server that begins alike"),
        pytest.param("https://evil.example/pay.fennel.example", id="the name in the path"),
        pytest.param("https://pay.fennel.example@evil.example/", id="the name as a user"),
        pytest.param("https://nora:x@pay.fennel.example/", id="a user"),
        pytest.param("https://pay.fennel.example:8443/", id="a port"),
        pytest.param("https://pay.fеnnel.example/", id="a Cyrillic letter"),
        pytest.param("https://xn--pay-8cd.example/", id="a name in punycode"),
        pytest.param("https://PAY.fennel.example/", id="capitals in the name"),
        pytest.param("https://pay.fennel.example/#eur", id="a fragment"),
        pytest.param("https://pay.fennel.example/%2e%2e", id="an escape"),
        pytest.param("https://pay.fennel.example/{invoice_number}", id="a template"),
        pytest.param("https://pay.fennel.example/\\\\evil", id="a backslash"),
        pytest.param("https://pay.fennel.example/ x", id="a space"),
        pytest.param("https://pay.fennel.example/" + "a" * 120, id="too long"),
    ],
)
def test_any_other_link_is_refused(tmp_path: Path, link: str) -> None:
    with pytest.raises(MappingError, match="payment_link"):
        read_remittance(_written(tmp_path, _with_link(link)))


def test_a_link_without_a_list_of_servers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="payment_link_hosts"):
        read_remittance(_written(tmp_path, EUR + 'payment_link = "https://pay.fennel.example/"\n'))


def test_nothing_starts_with_a_block_that_nobody_has_confirmed(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"nobody has confirmed \[fennel.EUR\].*collections remittance lock --by"):
        load_remittance(_written(tmp_path, EUR))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(EUR.replace("IBAN IE64 ", "IBAN IE64"), id="a space"),
        pytest.param(EUR.replace('"Fennel"', '"Fennel Ltd"'), id="a name"),
        pytest.param(EUR.replace("IE64 IRCE 9205 0112 3456 78", "DE89 3704 0044 0532 0130 00"), id="another account"),
        pytest.param(HOSTS + EUR + 'payment_link = "https://pay.fennel.example/"\n', id="a link"),
    ],
)
def test_a_block_that_was_changed_after_it_was_confirmed_is_refused_by_name(tmp_path: Path, changed: str) -> None:
    path = _locked(tmp_path, EUR)
    assert set(load_remittance(path)) == {("fennel", "EUR")}
    path.write_text(changed)
    with pytest.raises(MappingError, match=r'\[fennel.EUR\] is not what Nora "B" Beck confirmed on 2026-04-27'):
        load_remittance(path)


def test_a_confirmation_of_one_block_is_none_of_another(tmp_path: Path) -> None:
    path = _locked(tmp_path, EUR)
    path.write_text(EUR.replace("fennel.EUR", "fennel-inc.EUR"))
    with pytest.raises(MappingError, match=r"nobody has confirmed \[fennel-inc.EUR\]"):
        load_remittance(path)
    lock_of(path).write_text(lock_of(path).read_text().replace('["fennel".', '["fennel-inc".'))
    with pytest.raises(MappingError, match="is not what"):
        load_remittance(path)


def test_a_lock_that_was_written_by_hand_is_refused_by_name(tmp_path: Path) -> None:
    path = _written(tmp_path, EUR)
    lock_of(path).write_text('[fennel.EUR]\ndigest = "x"\n')
    with pytest.raises(MappingError, match=r"remittance\.lock.*approved_by"):
        load_remittance(path)
