; Inno Setup: iscc /DVersion=0.2.0 packaging\windows.iss   (make package calls it where it is installed)
[Setup]
AppId={{7E2B1C64-5B0B-4B0C-9C55-5B6E1F3D8A21}
AppName=Shenton
AppVersion={#Version}
AppPublisher=The Shenton team
DefaultDirName={autopf}\Shenton
DefaultGroupName=Shenton
; without administrator's rights it is installed for one user
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
OutputDir=..\dist
OutputBaseFilename=shenton-{#Version}-setup
LicenseFile=..\LICENSE
InfoBeforeFile=research-use.txt
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Qt 6 needs Windows 10, version 1809
MinVersion=10.0.17763
ChangesAssociations=yes
UninstallDisplayIcon={app}\shentonw.exe
SetupIconFile=..\build\icon.ico

[InstallDelete]
; what an older version left: models and packages that no longer ship would be found beside the new ones
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licences"

[Files]
Source: "..\dist\shenton\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
; shentonw.exe is the window, shenton.exe the commands: they answer in a console
Name: "{group}\Shenton"; Filename: "{app}\shentonw.exe"
Name: "{group}\Shenton commands"; Filename: "{cmd}"; Parameters: "/k cd /d ""{app}"" && shenton --help"
Name: "{group}\Uninstall Shenton"; Filename: "{uninstallexe}"

[Tasks]
Name: associate; Description: "Offer Shenton for DICOM files (.dcm, .dicom)"

[Registry]
Root: HKA; Subkey: "Software\Classes\.dcm\OpenWithProgids"; ValueType: string; ValueName: "Shenton.Film"; ValueData: ""; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\.dicom\OpenWithProgids"; ValueType: string; ValueName: "Shenton.Film"; ValueData: ""; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Shenton.Film"; ValueType: string; ValueData: "DICOM film"; Flags: uninsdeletekey; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Shenton.Film\DefaultIcon"; ValueType: string; ValueData: "{app}\shentonw.exe,0"; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Shenton.Film\shell\open\command"; ValueType: string; ValueData: """{app}\shentonw.exe"" ""%1"""; Tasks: associate

; Readings lie in the user's own data folder: uninstalling leaves them alone.
