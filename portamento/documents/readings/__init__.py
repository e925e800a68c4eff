"""What a paper's own text seems to say: proposals for the office, with the line they stand on.

Without Django: lines in, proposals out. Nothing here is ever applied by itself, and where two
readings are possible either both are offered or none.
"""
