; Not tested yet: written for Inno Setup 6, and to be tried on Windows before anything made with it is handed out.
;
; packaging/bundle.py calls it: iscc /DVersion=0.1.0 /DName=roitool-0.1.0-windows-x86_64 packaging\windows\roitool.iss
; For one user, without the rights of an administrator. Silently: NAME.exe /VERYSILENT /NORESTART
;
; Windows chooses a program by what follows the last point of a name, which of NAME.roi.json is .json. That belongs to
; whatever opens JSON now, and stays so: ROItool is only added to "Open with", where a user may choose it for always.

[Setup]
AppId={{6E0C6C9B-3B63-4B8E-9C37-6C6B0F2B7A51}
AppName=ROItool
AppVersion={#Version}
AppPublisher=ROItool contributors
DefaultDirName={localappdata}\Programs\ROItool
DefaultGroupName=ROItool
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
CloseApplications=yes
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\roitool.ico
UninstallDisplayIcon={app}\roitool-desktop.exe
UninstallDisplayName=ROItool
OutputDir=..\..\dist
OutputBaseFilename={#Name}

[Languages]
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[InstallDelete]
; An update must not leave parts of the version before it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\build\program\roitool\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{userprograms}\ROItool"; Filename: "{app}\roitool-desktop.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\ROItool.Scenario"; ValueType: string; ValueData: "ROItool scenario"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\ROItool.Scenario\DefaultIcon"; ValueType: string; ValueData: "{app}\roitool-desktop.exe,0"
Root: HKCU; Subkey: "Software\Classes\ROItool.Scenario\shell\open\command"; ValueType: string; ValueData: """{app}\roitool-desktop.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\.json\OpenWithProgids"; ValueType: string; ValueName: "ROItool.Scenario"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\Applications\roitool-desktop.exe\shell\open\command"; ValueType: string; ValueData: """{app}\roitool-desktop.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Applications\roitool-desktop.exe\SupportedTypes"; ValueType: string; ValueName: ".json"
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\roitool.exe"; ValueType: string; ValueData: "{app}\roitool.exe"; Flags: uninsdeletekey

[Run]
Filename: "{app}\roitool-desktop.exe"; Description: "{cm:LaunchProgram,ROItool}"; Flags: nowait postinstall skipifsilent
