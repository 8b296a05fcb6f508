"""The ledger: entries, Merkle tree, checkpoints, objects and views. The only SQL of the house."""
