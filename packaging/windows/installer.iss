; Installer for Windows, for one user, without administrator rights (Inno Setup 6).
;   iscc /DVersion=0.1.0 packaging\windows\installer.iss          after pyinstaller build.spec
; Not verified: the project's own checks do not run on Windows.
; Signing: define a sign tool "census" in Inno Setup (iscc "/Scensus=signtool sign /fd sha256 /tr URL /td sha256 $f") and pass /DSign.

#ifndef Version
  #error Pass the version: /DVersion=0.1.0
#endif

[Setup]
AppId={{6B1C7A4E-52D0-4C0B-9A51-4B4E1B1F2D57}
AppName=Census Desktop
AppVersion={#Version}
DefaultDirName={localappdata}\Programs\Census Desktop
DefaultGroupName=Census Desktop
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputDir=..\..\dist
OutputBaseFilename=census-desktop-{#Version}-setup
SetupIconFile=..\census-desktop.ico
UninstallDisplayIcon={app}\census-desktop-window.exe
LicenseFile=..\..\LICENSE
Compression=lzma2
SolidCompression=yes
ChangesEnvironment=yes
CloseApplications=yes
#ifdef Sign
SignTool=census
SignedUninstaller=yes
#endif

[Tasks]
Name: path; Description: "Make the command census-desktop known to terminals"
Name: desktop; Description: "An icon on the desktop"; Flags: unchecked

[Files]
#ifdef Sign
Source: "..\..\dist\census-desktop\*.exe"; DestDir: "{app}"; Flags: ignoreversion sign
#else
Source: "..\..\dist\census-desktop\*.exe"; DestDir: "{app}"; Flags: ignoreversion
#endif
Source: "..\..\dist\census-desktop\*"; Excludes: "*.exe"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; Modules of an older version must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Census Desktop"; Filename: "{app}\census-desktop-window.exe"
Name: "{userdesktop}\Census Desktop"; Filename: "{app}\census-desktop-window.exe"; Tasks: desktop

[Registry]
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: IsNotOnPath
; Links, census-desktop://segment/…
Root: HKCU; Subkey: "Software\Classes\census-desktop"; ValueType: string; ValueData: "URL:Census Desktop"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\census-desktop"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKCU; Subkey: "Software\Classes\census-desktop\DefaultIcon"; ValueType: string; ValueData: "{app}\census-desktop-window.exe,0"
Root: HKCU; Subkey: "Software\Classes\census-desktop\shell\open\command"; ValueType: string; ValueData: """{app}\census-desktop-window.exe"" open -- ""%1"""
; Workspace documents, *.census.yaml: Windows knows files by their last ending alone, so this is one of the programs that YAML
; files can be opened with, and takes none of them over.
Root: HKCU; Subkey: "Software\Classes\CensusDesktop.Document"; ValueType: string; ValueData: "Census Desktop workspace"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\CensusDesktop.Document\DefaultIcon"; ValueType: string; ValueData: "{app}\census-desktop-window.exe,0"
Root: HKCU; Subkey: "Software\Classes\CensusDesktop.Document\shell\open\command"; ValueType: string; ValueData: """{app}\census-desktop-window.exe"" open -- ""%1"""
Root: HKCU; Subkey: "Software\Classes\.yaml\OpenWithProgids"; ValueType: string; ValueName: "CensusDesktop.Document"; ValueData: ""; Flags: uninsdeletevalue

[Run]
Filename: "{app}\census-desktop-window.exe"; Description: "Open Census Desktop"; Flags: nowait postinstall skipifsilent

[Code]
function PathOfUser: String;
begin
  if not RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Result) then
    Result := '';
end;

function IsNotOnPath: Boolean;
begin
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(PathOfUser) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path: String;
begin
  if Step <> usPostUninstall then
    exit;
  Path := ';' + PathOfUser + ';';
  if StringChangeEx(Path, ';' + ExpandConstant('{app}') + ';', ';', True) > 0 then
    RegWriteExpandStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Copy(Path, 2, Length(Path) - 2));
end;
