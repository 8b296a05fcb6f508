"""The Merkle tree of RFC 6962, section 2.1: root, inclusion proofs and consistency proofs, over SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HASH = 32
"""Bytes of a hash."""

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """MTH({d}) = SHA-256(0x00 || d)."""
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\1" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a tree: the roots of its perfect subtrees, largest first; one for each 1 bit of `size`.

    All that is needed to append a leaf and to know the root, in O(log size).
    """

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Frontier:
        """The frontier of the tree with `leaf` (a leaf hash) added."""
        return self.extend([leaf])

    def extend(self, leaves: Iterable[bytes]) -> Frontier:
        """The frontier with all of `leaves` added, in their order."""
        roots, size = list(self.roots), self.size
        for leaf in leaves:
            roots.append(leaf)
            whole = size
            while whole & 1:
                right = roots.pop()
                roots.append(node_hash(roots.pop(), right))
                whole >>= 1
            size += 1
        return Frontier(size, tuple(roots))

    @property
    def root(self) -> bytes:
        """The Merkle tree hash."""
        if not self.roots:
            return EMPTY_ROOT
        *rest, root = self.roots
        for left in reversed(rest):
            root = node_hash(left, root)
        return root

    def to_bytes(self) -> bytes:
        """The roots, one after another; the size is kept beside them."""
        return b"".join(self.roots)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> Frontier:
        """The frontier of a tree of `size` leaves. Raises ValueError where `data` is that of another size."""
        if len(data) != HASH * size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} perfect subtrees")
        return cls(size, tuple(data[start : start + HASH] for start in range(0, len(data), HASH)))


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """The root over `leaves` (leaf hashes)."""
    return Frontier().extend(leaves).root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """PATH(index, D[n]) of RFC 6962, 2.1.1: shows that leaf `index` is in the tree over `leaves`.

    Raises ValueError where there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError(f"there is no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return [*inclusion_proof(left, index), tree_root(right)]
    return [*inclusion_proof(right, index - split), tree_root(left)]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows `leaf` to be leaf `index` of the tree with `size` and `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, computed = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            computed = node_hash(step, computed)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            computed = node_hash(computed, step)
        node, last = node >> 1, last >> 1
    return last == 0 and computed == root


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """PROOF(earlier, D[n]) of RFC 6962, 2.1.2: shows that the first `earlier` of `leaves` were only added to.

    Raises ValueError unless 1 <= earlier <= len(leaves).
    """
    if not 1 <= earlier <= len(leaves):
        raise ValueError(f"a tree of {len(leaves)} leaves has no earlier state of {earlier}")
    return _subproof(leaves, earlier, whole=True)


def verify_consistency(
    earlier: int, later: int, proof: Sequence[bytes], earlier_root: bytes, later_root: bytes
) -> bool:
    """Whether `proof` shows that the tree of size and root `later` grew out of `earlier` (RFC 9162, 2.1.4.2)."""
    if not 1 <= earlier <= later:
        return False
    if earlier == later:
        return not proof and earlier_root == later_root
    if not proof:
        return False
    steps = list(proof)
    if earlier & (earlier - 1) == 0:
        steps.insert(0, earlier_root)
    node, last = earlier - 1, later - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, step)
        node, last = node >> 1, last >> 1
    return last == 0 and old == earlier_root and new == later_root


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if whole else [tree_root(leaves)]
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if earlier <= split:
        return [*_subproof(left, earlier, whole=whole), tree_root(right)]
    return [*_subproof(right, earlier - split, whole=False), tree_root(left)]


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)
