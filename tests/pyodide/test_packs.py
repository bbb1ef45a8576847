"""The runtime's own files are the same bytes whenever they are made, and whoever makes them at the same time."""

import threading

from coursebuild import packs, runtime


def test_making_them_again_gives_the_same_bytes(tmp_path):
    first = packs.ensure()
    again = packs.ensure(tmp_path)
    assert again != first
    for name in packs.RESULTS:
        assert (again / name).read_bytes() == (first / name).read_bytes(), name
    assert packs.ensure_package(tmp_path).read_bytes() == packs.ensure_package().read_bytes()
    for there, here in zip(packs.ensure_main(tmp_path), packs.ensure_main(), strict=True):
        assert there.read_bytes() == here.read_bytes()


def test_the_manifest_names_the_sources():
    told = (packs.ensure() / "manifest.json").read_text()
    for name, file in runtime.ensure().items():
        assert f'"{name}": "{packs.digest(file.read_bytes())}"' in told


def test_the_main_module_was_looked_at():
    assert len(packs.ensure_main()) == 2, "python -m coursebuild profile"


def test_several_makers_at_once_end_with_one_folder(tmp_path):
    together = threading.Barrier(4)

    def make(folder):
        together.wait()
        (folder / "a").write_bytes(b"same")

    makers = [threading.Thread(target=packs.kept, args=(tmp_path / "made", make, ["a"])) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
    assert (tmp_path / "made" / "a").read_bytes() == b"same"
