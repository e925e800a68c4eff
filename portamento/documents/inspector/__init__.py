"""A program of its own that judges the PDF files families send: one per machine, outside Django."""
