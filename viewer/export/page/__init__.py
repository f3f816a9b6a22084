"""A reading on a page: as a PDF, and as a picture to be looked at beforehand."""
