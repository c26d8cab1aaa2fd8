from . import fingerprint_words, signed_file
