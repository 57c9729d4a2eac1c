"""What digests say: figures into lines."""
