"""The Danish prompt texts, one file each."""
