"""Merkle tree hashes as RFC 6962, section 2.1, defines them, taken in as a stream."""

from hashlib import sha256


class Merkle:
    """The root over the leaves added so far; holds one hash a level of the tree."""

    def __init__(self) -> None:
        self.leaves = 0
        self._levels: list[tuple[int, bytes]] = []

    def add(self, content: bytes) -> None:
        level, node = 0, sha256(b"\0" + content).digest()
        while self._levels and self._levels[-1][0] == level:
            node = sha256(b"\1" + self._levels.pop()[1] + node).digest()
            level += 1
        self._levels.append((level, node))
        self.leaves += 1

    @property
    def root(self) -> bytes:
        if not self._levels:
            return sha256(b"").digest()
        node = self._levels[-1][1]
        for _level, left in reversed(self._levels[:-1]):
            node = sha256(b"\1" + left + node).digest()
        return node
