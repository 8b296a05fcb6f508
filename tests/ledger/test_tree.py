from __future__ import annotations

import random

import pytest
from pymerkle import InmemoryTree

from tollbook.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

# The tree of the Certificate Transparency reference implementations (RFC 6962; also in transparency-dev/merkle).
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): INCLUSION[0, 8],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
    (6, 7): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
SIZES = range(1, 1026)


@pytest.fixture(scope="module")
def data() -> list[bytes]:
    return [f"entry {number}".encode() for number in range(max(SIZES))]


@pytest.fixture(scope="module")
def leaves(data: list[bytes]) -> list[bytes]:
    return [leaf_hash(one) for one in data]


@pytest.fixture(scope="module")
def other(data: list[bytes]) -> InmemoryTree:
    """The same tree by an independent implementation."""
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(data)
    return tree


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    assert tree_root(HASHES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int) -> None:
    assert [step.hex() for step in inclusion_proof(HASHES[:size], index)] == INCLUSION[index, size]


@pytest.mark.parametrize(("earlier", "later"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(earlier: int, later: int) -> None:
    assert [step.hex() for step in consistency_proof(HASHES[:later], earlier)] == CONSISTENCY[earlier, later]


def test_roots_of_all_sizes_are_those_of_an_independent_implementation(
    leaves: list[bytes], other: InmemoryTree
) -> None:
    frontier = Frontier()
    assert frontier.root == EMPTY_ROOT
    for size in SIZES:
        frontier = frontier.append(leaves[size - 1])
        assert frontier.root == other.get_root(size)
        assert Frontier.from_bytes(size, frontier.to_bytes()) == frontier


def test_inclusion_proofs_of_all_sizes_are_those_of_an_independent_implementation(
    leaves: list[bytes], other: InmemoryTree
) -> None:
    chance = random.Random(6962)
    for size in SIZES:
        tree, root = leaves[:size], other.get_root(size)
        for index in _some(size, chance):
            proof = inclusion_proof(tree, index)
            theirs = other.prove_inclusion(index + 1, size).serialize()["path"]
            assert [leaves[index].hex(), *(step.hex() for step in proof)] == theirs
            assert verify_inclusion(leaves[index], index, size, proof, root)


def test_consistency_proofs_of_all_sizes_join_the_roots_of_an_independent_implementation(
    leaves: list[bytes], other: InmemoryTree
) -> None:
    chance = random.Random(9162)
    for size in SIZES:
        for index in _some(size, chance):
            proof = consistency_proof(leaves[:size], index + 1)
            assert verify_consistency(index + 1, size, proof, other.get_root(index + 1), other.get_root(size))


def test_every_inclusion_proof_holds_for_its_own_leaf_alone(leaves: list[bytes]) -> None:
    for size in range(1, 34):
        root = tree_root(leaves[:size])
        for index in range(size):
            proof = inclusion_proof(leaves[:size], index)
            for claimed in range(size):
                assert verify_inclusion(leaves[index], claimed, size, proof, root) == (claimed == index)
            assert not verify_inclusion(leaves[index], size, size, proof, root)
            assert not verify_inclusion(leaves[index], -1, size, proof, root)


def test_tampered_inclusion_proofs_are_refused(leaves: list[bytes]) -> None:
    chance = random.Random(17)
    for size in SIZES:
        index = chance.randrange(size)
        proof = inclusion_proof(leaves[:size], index)
        root = tree_root(leaves[:size])
        for tampered in _tampered(proof, chance):
            assert not verify_inclusion(leaves[index], index, size, tampered, root)
        assert not verify_inclusion(leaf_hash(b"another"), index, size, proof, root)
        assert not verify_inclusion(leaves[index], index, size, proof, _flipped(root, chance))


def test_tampered_consistency_proofs_are_refused(leaves: list[bytes]) -> None:
    chance = random.Random(18)
    for size in SIZES:
        earlier = 1 + chance.randrange(size)
        proof = consistency_proof(leaves[:size], earlier)
        old, new = tree_root(leaves[:earlier]), tree_root(leaves[:size])
        for tampered in _tampered(proof, chance):
            assert not verify_consistency(earlier, size, tampered, old, new)
        assert not verify_consistency(earlier, size, proof, _flipped(old, chance), new)
        assert not verify_consistency(earlier, size, proof, old, _flipped(new, chance))
        assert not verify_consistency(size + 1, size, proof, old, new)
        assert not verify_consistency(0, size, proof, EMPTY_ROOT, new)


def test_a_rewritten_history_has_no_consistency_proof(leaves: list[bytes]) -> None:
    rewritten = [leaf_hash(b"rewritten"), *leaves[1:9]]
    for earlier in range(1, 9):
        proof = consistency_proof(rewritten, earlier)
        assert not verify_consistency(earlier, 9, proof, tree_root(leaves[:earlier]), tree_root(rewritten))


def test_a_leaf_is_no_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != tree_root([left, right])


@pytest.mark.parametrize(
    ("size", "data"), [(1, b""), (2, bytes(64)), (3, bytes(32)), (0, bytes(32)), (1, bytes(31))]
)
def test_a_frontier_of_another_size_is_refused(size: int, data: bytes) -> None:
    with pytest.raises(ValueError, match="perfect subtrees"):
        Frontier.from_bytes(size, data)


@pytest.mark.parametrize("index", [-1, 8])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof(HASHES, index)


@pytest.mark.parametrize("earlier", [0, 9])
def test_there_is_no_proof_for_a_state_that_never_was(earlier: int) -> None:
    with pytest.raises(ValueError, match="no earlier state"):
        consistency_proof(HASHES, earlier)


def _some(size: int, chance: random.Random) -> list[int]:
    """All of small trees; both ends, the middle and one by chance of large ones."""
    if size <= 16:
        return list(range(size))
    return sorted({0, size // 2, size - 1, chance.randrange(size)})


def _tampered(proof: list[bytes], chance: random.Random) -> list[list[bytes]]:
    """Each step changed by a bit, each left out, and one too many at either end."""
    changed = [[*proof[:n], _flipped(step, chance), *proof[n + 1 :]] for n, step in enumerate(proof)]
    shorter = [proof[:n] + proof[n + 1 :] for n in range(len(proof))]
    return [*changed, *shorter, [*proof, bytes(32)], [bytes(32), *proof]]


def _flipped(digest: bytes, chance: random.Random) -> bytes:
    bit = chance.randrange(256)
    return bytes(byte ^ (1 << bit % 8 if n == bit // 8 else 0) for n, byte in enumerate(digest))
