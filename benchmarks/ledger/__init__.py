"""Seal and verify in MB/s beside `sha256sum`; append, query and rebuild on many claims; peak memory."""
