"""2D-Doc stamps: what an issuer signed about a paper, read from its bar code and checked.

The source is the public specification of France Titres (2D-Doc 3.3.x, perimeter 01, C40 form).
Without Django: bytes in, facts out.
"""
