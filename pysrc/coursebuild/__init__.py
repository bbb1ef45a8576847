"""Builds the course: fences to pictures, package archive, runtime download, site. CPython only, never shipped."""
