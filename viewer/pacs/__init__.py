"""DICOM over a network: a PACS by DIMSE (pynetdicom) and by DICOMweb.  Touched on the user's command only."""
