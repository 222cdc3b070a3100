"""The settings: one table, one flat file, nothing in it lost."""

from __future__ import annotations

import os
import stat
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_mind.errors import SettingsError, UsageError
from massage_mind.home import private_folder, write_new, write_private
from massage_mind.names import GUIDANCES
from massage_mind.settings import (
    SETTINGS,
    Home,
    Settings,
    find_home,
    load_settings,
    set_setting,
    setting_named,
    value_text,
)
from massage_mind.whole_files import whole_file


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home in which nothing is there yet."""
    return find_home({"MASSAGE_MIND_HOME": str(tmp_path / "mm")})


def _write(home: Home, text: str | bytes) -> None:
    home.config_file.parent.mkdir(exist_ok=True)
    home.config_file.write_bytes(text if isinstance(text, bytes) else text.encode())


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# ---------------------------------------------------------------- where


def test_one_variable_puts_everything_under_one_folder(tmp_path: Path) -> None:
    """Config, data, cache and scripts."""
    root = tmp_path / "x"
    expected = Home(root / "config.toml", root / "data", root / "cache", root / "scripts")
    assert expected == find_home({"MASSAGE_MIND_HOME": str(root)})
    assert not root.exists()


@pytest.mark.parametrize("environ", [{}, {"MASSAGE_MIND_HOME": ""}])
def test_without_it_the_platform_says_where(environ: dict[str, str]) -> None:
    """Absolute places with our name in them."""
    home = find_home(environ)
    for path in (home.config_file, home.data_dir, home.cache_dir, home.scripts_dir):
        assert path.is_absolute()
        assert "massage-mind" in str(path)


def test_a_home_that_cannot_be_found_is_a_sentence() -> None:
    """`~nobody-here` means nothing on this machine."""
    with pytest.raises(SettingsError, match="MASSAGE_MIND_HOME"):
        find_home({"MASSAGE_MIND_HOME": "~no-such-person-here/x"})


# ---------------------------------------------------------------- the table


def test_the_table_is_the_dataclass() -> None:
    """Every field stands in the table with its default, and every default is one that may be set."""
    assert [spec.name for spec in fields(Settings)] == [setting.key for setting in SETTINGS]
    for setting in SETTINGS:
        assert getattr(Settings(), setting.key) == setting.default
        assert setting.about.endswith(".")
        assert setting.expected
    assert ("", *GUIDANCES) == setting_named("guidance").allowed


def test_without_a_file_the_defaults_hold(home: Home) -> None:
    """And looking does not make one."""
    assert Settings() == load_settings(home)
    assert not home.config_file.parent.exists()


def test_what_was_set_is_loaded(home: Home) -> None:
    """Each kind of value, as a person types it."""
    for key, text in {
        "name": " Kim ",
        "checklist": "no",
        "player": "off",
        "volume": "0",
        "guidance": "sparse",
        "skip_regions": "throat, inner thigh,, ",
        "anchors": "",
        "holds": "On",
    }.items():
        set_setting(home, key, text)
    assert load_settings(home) == Settings(
        name="Kim",
        checklist=False,
        player="off",
        volume=0,
        guidance="sparse",
        skip_regions=("throat", "inner thigh"),
        anchors=(),
        holds=True,
    )
    assert "throat, inner thigh" == value_text(load_settings(home).skip_regions)


@settings(max_examples=60, deadline=None)
@given(st.text(), st.lists(st.text()))
def test_any_text_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, name: str, items: list[str]
) -> None:
    """Quotes, backslashes, control characters, several lines, anything."""
    home = find_home({"MASSAGE_MIND_HOME": str(tmp_path_factory.mktemp("home"))})
    assert name.strip() == set_setting(home, "name", name)
    anchors = set_setting(home, "anchors", ",".join(items))
    loaded = load_settings(home)
    assert (name.strip(), anchors) == (loaded.name, loaded.anchors)


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("volume", "101", "from 0 to 100"),
        ("volume", "-1", "from 0 to 100"),
        ("volume", "loud", "a whole number"),
        ("volume", "٣", "a whole number"),
        ("sound", "maybe", 'sound takes yes or no; "maybe" is neither.'),
        ("player", "vlc", "auto, miniaudio, simpleaudio, off"),
        ("guidance", "loads", 'one of dense, guided, sparse, silent, or ""'),
        ("name", "caf\udce9", "n't UTF-8"),
        ("name", "x" * 1_001, "1,001 characters; a setting has at most 1,000"),
        ("device", "x" * 100_000, "at most 1,000"),
        ("anchors", "hands," * 200, "at most 1,000"),
    ],
)
def test_a_value_that_cannot_be_is_refused(home: Home, key: str, text: str, expected: str) -> None:
    """With what was expected, and nothing written."""
    with pytest.raises(UsageError) as caught:
        set_setting(home, key, text)
    assert expected in caught.value.sentence
    caught.value.sentence.encode()
    assert not home.config_file.exists()


def test_a_misspelt_key_names_the_likely_one() -> None:
    """And all there are."""
    with pytest.raises(UsageError, match="skip_regions is near") as caught:
        setting_named("skip-regoins")
    assert "skip_regions" in caught.value.hint
    with pytest.raises(UsageError, match=r'called "zzz"\.$'):
        setting_named("zzz")


# ---------------------------------------------------------------- faults in the file


def test_every_fault_is_named_with_its_line(home: Home) -> None:
    """All at once, with what was expected and the likely key."""
    _write(
        home,
        '# mine\nname = "Kim"\nvolumme = 3\nvolume = "loud"\nskip_regions = [\n  "face", # not there\n  3,\n]\n'
        'sound = 1\nplayer = "vlc"\nanchors = "feet"\nholds = true\n\n[more]\nx = 1\n',
    )
    with pytest.raises(SettingsError) as caught:
        load_settings(home)
    found = [line.removeprefix(str(home.config_file)) for line in caught.value.sentence.splitlines()]
    assert [
        ':3: there\'s no setting called "volumme". Volume is near.',
        ':4: volume needs a whole number from 0 to 100, not "loud".',
        ":5: skip_regions needs a list of texts, not ['face', 3].",
        ":9: sound needs true or false, not 1.",
        ':10: player needs one of auto, miniaudio, simpleaudio, off, not "vlc".',
        ':11: anchors needs a list of texts, not "feet".',
        ':14: there\'s no setting called "[more]".',
    ] == found


def test_what_could_not_be_read_again_is_not_written(home: Home) -> None:
    """A file that is full takes no more."""
    body = b"#" * (64 * 1024 - 5) + b"\n"
    _write(home, body)
    with pytest.raises(SettingsError, match="would be larger than 64 KiB"):
        set_setting(home, "name", "Kim")
    assert body == home.config_file.read_bytes()


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_that_says_how_it_is_written_is_read(home: Home, codec: str) -> None:
    """As an editor or a shell of Windows writes it; what is set goes into it all the same."""
    mark = "\ufeff" if codec.endswith("e") else ""
    _write(home, (mark + 'name = "Größe"\r\n').encode(codec))
    assert "Größe" == load_settings(home).name
    set_setting(home, "volume", "3")
    assert ("Größe", 3) == (load_settings(home).name, load_settings(home).volume)


def test_a_byte_that_is_no_text_is_named(home: Home) -> None:
    """By its line, its place and what it is."""
    _write(home, b"volume = 1\nname = 'caf\xe9'\n")
    with pytest.raises(SettingsError, match=":2: this isn't UTF-8 text: byte 23 is 0xE9"):
        load_settings(home)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"name = Kim\n", ":1: "),
        (b"volume = 1\nvolume = 2\n", ":2: "),
        (b"volume = 1\nname = 'caf\xe9'\n", ":2: "),
        (b'name = """\nopen', ":2: "),
        (b"volume = " + b"9" * 10_000, ":1: "),
        (b"anchors = " + b"[" * 20_000, ":1: "),
        (b"\x00", ":1: "),
        (b"#" * 100_000, "larger than"),
    ],
)
def test_a_file_that_is_not_toml_is_a_sentence(home: Home, body: bytes, where: str) -> None:
    """With the line; and it is not written over."""
    _write(home, body)
    for attempt in (lambda: load_settings(home), lambda: set_setting(home, "volume", "3")):
        with pytest.raises(SettingsError) as caught:
            attempt()
        assert where in caught.value.sentence
    assert body == home.config_file.read_bytes()


def test_a_long_list_is_read_in_time(home: Home) -> None:
    """Thousands of lines are parsed a few times, not once a line."""
    _write(home, "anchors = [\n" + '"x",\n' * 8_000 + "]\nvolume = 3\n")
    assert (8_000, 3) == (len(load_settings(home).anchors), load_settings(home).volume)


def test_a_folder_in_its_place_is_a_sentence(home: Home) -> None:
    """For looking as for setting."""
    home.config_file.mkdir(parents=True)
    with pytest.raises(SettingsError, match="can't be read"):
        load_settings(home)
    with pytest.raises(SettingsError, match="can't be read"):
        set_setting(home, "volume", "3")


# ---------------------------------------------------------------- writing

_MINE = """# My settings, by hand.
name = "Kim"   # as friends say

volume = 30 # "soft" # really
unknown_thing = [ 1,
  2 ]
skip_regions = [
  "face",  # always
  # and this one
  "throat",
]
  sound=true
"""


def test_setting_one_thing_leaves_the_rest_as_it_was(home: Home) -> None:
    """Comments, blank lines, unknown keys, odd spacing; a comment inside a replaced list moves above it."""
    _write(home, _MINE)
    set_setting(home, "volume", "45")
    assert _MINE.replace("volume = 30 #", "volume = 45 #") == home.config_file.read_text()
    set_setting(home, "name", "a#b")
    assert 'name = "a#b"   # as friends say\n' in home.config_file.read_text()
    set_setting(home, "skip_regions", "feet")
    assert '  # and this one\nskip_regions = ["feet"]\n  sound=true\n' in home.config_file.read_text()
    set_setting(home, "ratings", "off")
    assert home.config_file.read_text().endswith("  sound=true\nratings = false\n")


def test_a_file_for_windows_stays_one(home: Home) -> None:
    """Its line ends are kept; a byte order mark is no fault."""
    _write(home, b"\xef\xbb\xbf# hello\r\nvolume = 3 # low\r\n")
    set_setting(home, "volume", "4")
    set_setting(home, "sound", "off")
    assert b"# hello\r\nvolume = 4 # low\r\nsound = false\r\n" == home.config_file.read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "volume = 3\n"),
        ("\n\n", "\nvolume = 3\n"),
        ("sound = true", "sound = true\nvolume = 3\n"),
        ("sound = true\n[later]\nvolume = 9\n", "sound = true\nvolume = 3\n[later]\nvolume = 9\n"),
    ],
)
def test_a_new_key_goes_to_the_end_of_what_is_ours(home: Home, before: str, after: str) -> None:
    """Never into a table."""
    _write(home, before)
    set_setting(home, "volume", "3")
    assert 3 == tomllib.loads(home.config_file.read_text())["volume"]
    assert after.strip() == home.config_file.read_text().strip()


def test_a_wrong_value_can_be_mended_by_setting_it(home: Home) -> None:
    """The command that mends must not fail on what it is to mend."""
    _write(home, 'volume = "loud"\nother = 1\n')
    set_setting(home, "volume", "3")
    assert "volume = 3\nother = 1\n" == home.config_file.read_text()


def test_the_file_is_the_owners_alone_and_a_symlink_stays_one(home: Home, tmp_path: Path) -> None:
    """0600 and 0700, also when they were wider; nothing is left beside it."""
    kept = tmp_path / "dotfiles"
    kept.mkdir()
    (kept / "mm.toml").write_text("volume = 3\n")
    (kept / "mm.toml").chmod(0o644)
    home.config_file.parent.mkdir(mode=0o755)
    home.config_file.symlink_to(kept / "mm.toml")
    set_setting(home, "volume", "4")
    assert home.config_file.is_symlink()
    assert "volume = 4\n" == (kept / "mm.toml").read_text()
    assert (0o600, 0o700) == (_mode(kept / "mm.toml"), _mode(home.config_file.parent))
    assert ["mm.toml"] == os.listdir(kept)


def test_settings_that_are_a_link_to_nothing_are_not_written_through(home: Home, tmp_path: Path) -> None:
    """Where the dotfiles are not there, a file of one line in their place would be in the way later."""
    home.config_file.parent.mkdir()
    home.config_file.symlink_to(tmp_path / "dotfiles.toml")
    with pytest.raises(SettingsError, match="link to nothing"):
        set_setting(home, "volume", "4")
    assert not (tmp_path / "dotfiles.toml").exists()


def test_a_folder_that_others_use_too_is_not_closed(tmp_path: Path) -> None:
    """MASSAGE_MIND_HOME may point at a folder with other things in it."""
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    (shared / "theirs").touch()
    set_setting(find_home({"MASSAGE_MIND_HOME": str(shared)}), "volume", "4")
    assert (0o755, 0o600) == (_mode(shared), _mode(shared / "config.toml"))


def test_a_folder_made_is_private_all_the_way(tmp_path: Path) -> None:
    """Every folder on the way that was not there."""
    assert "" == private_folder(tmp_path / "a" / "b" / "c")
    assert [0o700] * 3 == [_mode(tmp_path / part) for part in ("a", "a/b", "a/b/c")]
    (tmp_path / "a" / "b").chmod(0o755)
    assert "could be read by others" in private_folder(tmp_path / "a" / "b")
    assert "" == private_folder(tmp_path / "a" / "b")
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        private_folder(tmp_path / "file")


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """Whole or not at all, and no rubbish."""
    (tmp_path / "there").mkdir()
    with pytest.raises(OSError):
        write_private(tmp_path / "there", b"x")
    assert ["there"] == os.listdir(tmp_path)


def test_a_new_file_is_the_owners_alone_and_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    """Not a file's, not a dangling link's, not one that somebody took while it was being written."""
    write_new(tmp_path / "new", b"x")
    assert (b"x", 0o600) == ((tmp_path / "new").read_bytes(), _mode(tmp_path / "new"))
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("new", "link"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / name, b"y")
    with pytest.raises(FileExistsError), whole_file(tmp_path / "late") as file:
        file.write(b"ours")
        (tmp_path / "late").write_bytes(b"theirs")
    assert b"theirs" == (tmp_path / "late").read_bytes()
    assert ["late", "link", "new"] == sorted(os.listdir(tmp_path))


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    """What stood there stays until then, and whatever fails leaves no half file."""
    (tmp_path / "there").write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "there", over=True) as file:
        file.write(b"half")
        assert b"old" == (tmp_path / "there").read_bytes()
        raise ZeroDivisionError
    assert ["there"] == os.listdir(tmp_path)
    with whole_file(tmp_path / "there", over=True) as file:
        file.write(b"new")
    assert (b"new", ["there"]) == ((tmp_path / "there").read_bytes(), os.listdir(tmp_path))


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "mm").touch()
    with pytest.raises(SettingsError, match="can't be"):
        set_setting(find_home({"MASSAGE_MIND_HOME": str(tmp_path / "mm")}), "volume", "4")


def test_styles_and_guidances_are_those_the_program_knows() -> None:
    """They stand in the table once more, since loading where they come from would slow every command."""
    from massage_mind.names import GUIDANCES
    from massage_mind.places import shipped_styles

    assert ("", *shipped_styles()) == setting_named("style").allowed
    assert ("", *GUIDANCES) == setting_named("guidance").allowed


def test_voices_bells_and_players_are_those_the_program_knows() -> None:
    """The same, for the ears."""
    from massage_mind.places import shipped_bells
    from massage_mind.sound_names import PLAYERS, voice_names

    assert voice_names() == setting_named("voice").allowed
    assert ("", *shipped_bells(), "none") == setting_named("end_bell").allowed
    assert PLAYERS == setting_named("player").allowed
