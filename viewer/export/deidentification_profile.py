"""What happens to each attribute of a film that leaves de-identified.

From the Basic Application Level Confidentiality Profile (DICOM PS3.15 E.2, table E.1-1) for what CR, DX and
secondary capture images, structured reports and presentation states carry.  Shenton is stricter than the
profile: an attribute that is in no table here is removed as well, private groups, curves (50xx) and overlays
(60xx) among them, and no free text is kept at all.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Action(StrEnum):
    """Action codes of PS3.15 table E.1-1a."""

    KEEP = "K"
    REMOVE = "X"
    EMPTY = "Z"
    DUMMY = "D"
    UID = "U"
    DATE = "date"  # Z, or moved with the retain-longitudinal option (E.3.6)


_K, _X, _Z, _D, _U, _T = (
    Action.KEEP, Action.REMOVE, Action.EMPTY, Action.DUMMY, Action.UID, Action.DATE,
)  # fmt: skip

LISTED: Final[dict[str, Action]] = {
    # SOP Common and General Study, Series, Image
    "SOPInstanceUID": _U, "InstanceCreatorUID": _X, "InstanceCreationDate": _X, "InstanceCreationTime": _X,
    "TimezoneOffsetFromUTC": _X, "StudyInstanceUID": _U, "SeriesInstanceUID": _U, "FrameOfReferenceUID": _U,
    "SynchronizationFrameOfReferenceUID": _U, "ReferencedSOPInstanceUID": _U, "StudyDate": _T,
    "StudyTime": _Z, "SeriesDate": _X, "SeriesTime": _X, "AcquisitionDate": _X, "AcquisitionTime": _X,
    "AcquisitionDateTime": _X, "ContentDate": _T, "ContentTime": _Z, "AccessionNumber": _Z, "StudyID": _Z,
    "StudyDescription": _X, "SeriesDescription": _X, "ProtocolName": _X, "ImageComments": _X,
    "FrameComments": _X, "DerivationDescription": _X, "ReferringPhysicianName": _Z,
    "ReferringPhysicianAddress": _X, "ReferringPhysicianTelephoneNumbers": _X,
    "ReferringPhysicianIdentificationSequence": _X, "ConsultingPhysicianName": _X, "PhysiciansOfRecord": _X,
    "PerformingPhysicianName": _X, "NameOfPhysiciansReadingStudy": _X, "OperatorsName": _X,
    "AdmittingDiagnosesDescription": _X, "AdmittingDiagnosesCodeSequence": _X,
    "ReferencedStudySequence": _X, "ReferencedPerformedProcedureStepSequence": _X,
    "ReferencedPatientSequence": _X, "ReferencedImageSequence": _X, "SourceImageSequence": _X,
    "RequestAttributesSequence": _X, "ReasonForStudy": _X, "RequestingPhysician": _X,
    "RequestingService": _X, "RequestedProcedureDescription": _X, "StudyComments": _X, "AdmissionID": _X,
    "CurrentPatientLocation": _X, "PatientInstitutionResidence": _X, "VisitComments": _X,
    "ScheduledProcedureStepDescription": _X, "PerformedStationName": _X, "PerformedLocation": _X,
    "PerformedProcedureStepStartDate": _X, "PerformedProcedureStepStartTime": _X,
    "PerformedProcedureStepEndDate": _X, "PerformedProcedureStepEndTime": _X,
    "PerformedProcedureStepID": _X, "PerformedProcedureStepDescription": _X,
    "CommentsOnThePerformedProcedureStep": _X,
    # Patient
    "PatientName": _D, "PatientID": _D, "IssuerOfPatientID": _X, "PatientBirthDate": _Z,
    "PatientBirthTime": _X, "PatientBirthName": _X, "PatientMotherBirthName": _X, "PatientSex": _Z,
    "PatientAge": _X, "PatientSize": _X, "PatientWeight": _X, "PatientAddress": _X, "OtherPatientIDs": _X,
    "OtherPatientIDsSequence": _X, "OtherPatientNames": _X, "PatientTelephoneNumbers": _X,
    "MilitaryRank": _X, "BranchOfService": _X, "CountryOfResidence": _X, "RegionOfResidence": _X,
    "MedicalRecordLocator": _X, "MedicalAlerts": _X, "Allergies": _X, "EthnicGroup": _X, "Occupation": _X,
    "SmokingStatus": _X, "AdditionalPatientHistory": _X, "PregnancyStatus": _X, "LastMenstrualDate": _X,
    "PatientReligiousPreference": _X, "PatientComments": _X, "PatientState": _X, "SpecialNeeds": _X,
    # Equipment
    "Manufacturer": _Z, "ManufacturerModelName": _X, "InstitutionName": _X, "InstitutionAddress": _X,
    "InstitutionCodeSequence": _X, "InstitutionalDepartmentName": _X, "StationName": _X,
    "DeviceSerialNumber": _X, "DeviceUID": _X, "PlateID": _X, "CassetteID": _X, "GeneratorID": _X,
    "GantryID": _X, "DetectorID": _X, "DateOfLastDetectorCalibration": _X, "DateOfLastCalibration": _X,
    "TimeOfLastCalibration": _X, "AcquisitionDeviceProcessingDescription": _X, "AcquisitionComments": _X,
    "SoftwareVersions": _X, "DateOfSecondaryCapture": _X, "TimeOfSecondaryCapture": _X,
    "SecondaryCaptureDeviceID": _X, "ContributingEquipmentSequence": _X, "DeviceDescription": _X,
    # Structured reports and presentation states (Shenton writes its own and reads none)
    "VerifyingObserverSequence": _X, "AuthorObserverSequence": _X, "ParticipantSequence": _X,
    "CustodialOrganizationSequence": _X, "ContentSequence": _X, "PersonName": _X, "TextValue": _X, "UID": _X,
    "ContentCreatorName": _X, "PresentationCreationDate": _X, "PresentationCreationTime": _X,
    "GraphicAnnotationSequence": _X, "UnformattedTextValue": _X,
    # Everywhere
    "StorageMediaFileSetUID": _X, "DigitalSignaturesSequence": _X, "DataSetTrailingPadding": _X,
    "AcquisitionContextSequence": _X, "IconImageSequence": _X, "OriginalAttributesSequence": _X,
}  # fmt: skip

KEPT: Final = (
    "SOPClassUID", "Modality", "ImageType", "PresentationIntentType", "BodyPartExamined", "KVP",
    "DistanceSourceToDetector", "DistanceSourceToPatient", "EstimatedRadiographicMagnificationFactor",
    "ExposureTime", "XRayTubeCurrent", "Exposure", "ExposureInuAs", "ImagerPixelSpacing",
    "NominalScannedPixelSpacing", "DetectorType", "PositionerType", "ViewPosition", "SeriesNumber",
    "InstanceNumber", "PatientOrientation", "Laterality", "ImageLaterality", "SamplesPerPixel",
    "PhotometricInterpretation", "Rows", "Columns", "PixelSpacing", "PixelAspectRatio", "BitsAllocated",
    "BitsStored", "HighBit", "PixelRepresentation", "PixelPaddingValue", "PixelPaddingRangeLimit",
    "QualityControlImage", "BurnedInAnnotation", "PixelSpacingCalibrationType", "PixelIntensityRelationship",
    "PixelIntensityRelationshipSign", "WindowCenter", "WindowWidth", "RescaleIntercept", "RescaleSlope",
    "RescaleType", "VOILUTFunction", "LossyImageCompression", "LossyImageCompressionRatio",
    "LossyImageCompressionMethod", "ModalityLUTSequence", "VOILUTSequence", "PresentationLUTSequence",
    "PresentationLUTShape", "LUTDescriptor", "LUTData", "ModalityLUTType",
)  # fmt: skip
"""Not in table E.1-1: facts of the picture, without which it would be shown or measured wrongly."""


def action(keyword: str) -> Action:
    """What the profile does to an attribute; removed where it is not listed."""
    return LISTED.get(keyword, Action.KEEP if keyword in KEPT else Action.REMOVE)


KEYWORDS: Final = (*LISTED, *KEPT)
