; Lays the payload beside the running version and changes places only when all of it is there:
;   $INSTDIR\new  ->  $INSTDIR\app, the former $INSTDIR\app -> $INSTDIR\old
; Whatever stops half-way (power, a full disk, a locked file) leaves the old version as it was, and the
; next run begins by clearing what the last one left.
;
; Defined by nsis.py: VERSION, NUMBERS, PAYLOAD, OUTPUT, KILOBYTES; SIGN, where the administrators have a certificate

Target amd64-unicode
Unicode true
SetCompressor zlib ; a third larger than LZMA, built and unpacked in a fraction of the time
RequestExecutionLevel highest
ManifestSupportedOS Win10
CRCCheck force

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include x64.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Gongkai"
!define MARK "payload.sha256" ; only a folder that holds it is ours to remove

; Exit codes for those who deploy.
!define NOT_64_BIT 10
!define WINDOWS_TOO_OLD 11
!define DOWNGRADE 12
!define IN_USE 13
!define NOT_UNPACKED 14
!define FOREIGN_FOLDER 15
!define POLICY_REFUSED 16 ; the program is installed, the policy of before holds

Name "$(NAME)"
OutFile "${OUTPUT}"
!ifdef SIGN
  !uninstfinalize `${SIGN}` = 0
!endif
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "Gongkai"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Gongkai setup"
VIAddVersionKey LegalCopyright "Apache-2.0"

!define MUI_ICON gongkai.ico
!define MUI_UNICON gongkai.ico
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${PAYLOAD}\program\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE SimpChinese
!insertmacro MUI_LANGUAGE English

!macro Say id chinese english
  LangString ${id} ${LANG_SIMPCHINESE} "${chinese}"
  LangString ${id} ${LANG_ENGLISH} "${english}"
!macroend
!insertmacro Say NAME "公开" "Gongkai"
!insertmacro Say TYPE_PACKAGE "公开封装包" "Gongkai sealed package"
!insertmacro Say TYPE_REQUEST "公开送审单" "Gongkai request for review"
!insertmacro Say TYPE_VERDICT "公开审查意见" "Gongkai verdict"
!insertmacro Say TYPE_CARD "公开名片" "Gongkai card"
!insertmacro Say TEXT_64 "需要 64 位 Windows 10 或更新版本。" "64-bit Windows 10 or newer is needed."
!insertmacro Say TEXT_DOWNGRADE "已安装更新的版本，不能降级。请先卸载。" "A newer version is installed. Uninstall it first to go back."
!insertmacro Say TEXT_IN_USE "公开正在运行，或有文件被占用。请关闭后重试；原版本未改动。" "Gongkai is running, or a file is locked. Close it and try again; the installed version is unchanged."
!insertmacro Say TEXT_NOT_UNPACKED "文件未能全部写入，请检查磁盘空间；原版本未改动。" "Not all files could be written. Is the disk full? The installed version is unchanged."
!insertmacro Say TEXT_FOREIGN "所选文件夹中有不属于本程序的 app 文件夹。请另选文件夹。" "The chosen folder holds an 'app' folder of another program. Choose another."
!insertmacro Say TEXT_POLICY "程序已安装，但策略包未采用：" "The program is installed, but the policy pack was not taken: "
!insertmacro Say TEXT_DATA "同时删除当前用户的工作区数据吗？删除后无法恢复。" "Delete this user's workspace too? This cannot be undone."

; The file types that the program opens; the desktop is told at once.
!macro Types Do
  !insertmacro ${Do} gkp Package "$(TYPE_PACKAGE)"
  !insertmacro ${Do} gkrequest Request "$(TYPE_REQUEST)"
  !insertmacro ${Do} gkverdict Verdict "$(TYPE_VERDICT)"
  !insertmacro ${Do} gkcard Card "$(TYPE_CARD)"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro Register suffix type name
  WriteRegStr SHCTX "Software\Classes\.${suffix}" "" "Gongkai.${type}"
  WriteRegStr SHCTX "Software\Classes\Gongkai.${type}" "" "${name}"
  WriteRegStr SHCTX "Software\Classes\Gongkai.${type}\DefaultIcon" "" "$INSTDIR\app\Gongkai.exe,0"
  WriteRegStr SHCTX "Software\Classes\Gongkai.${type}\shell\open\command" "" '"$INSTDIR\app\Gongkai.exe" "%1"'
!macroend

!macro Unregister suffix type name
  DeleteRegKey SHCTX "Software\Classes\.${suffix}"
  DeleteRegKey SHCTX "Software\Classes\Gongkai.${type}"
!macroend

; Take away the folder of the installation and those that it was laid into, up to the outermost that it made
; itself: each only if nothing is in it. ("\" at the ends, or C:\ab would count as a part of C:\abc.)
!macro RemoveFolders
  ReadRegStr $R6 SHCTX "${UNINSTALL}" "OutermostFolder"
  RMDir "$INSTDIR"
  ${If} $R6 != ""
    ${GetParent} "$INSTDIR" $R7
    StrLen $R8 "$R6\"
    StrCpy $R9 "$R7\" $R8
    ${DoWhile} $R9 == "$R6\"
      RMDir "$R7"
      ${GetParent} "$R7" $R7
      StrCpy $R9 "$R7\" $R8
    ${Loop}
  ${EndIf}
!macroend

; Rename a folder. A virus scanner looks at what was just written and lets go of it soon, so what is locked is
; tried again for five seconds. The error flag tells whether it stayed so.
!macro Move from to
  StrCpy $R5 0
  ${Do}
    ClearErrors
    Rename "${from}" "${to}"
    ${IfNot} ${Errors} ; which clears the flag
      ${Break}
    ${EndIf}
    ${If} $R5 == 10
      SetErrors
      ${Break}
    ${EndIf}
    IntOp $R5 $R5 + 1
    Sleep 500
  ${Loop}
!macroend

!macro Stop code text
  SetErrorLevel ${code}
  MessageBox MB_OK|MB_ICONSTOP "${text}" /SD IDOK
  Quit
!macroend

; Administrators install for everybody, unless they say /CURRENTUSER; others for themselves.
!macro Scope
  SetRegView 64
  UserInfo::GetAccountType
  Pop $0
  ${GetParameters} $R9
  ClearErrors
  ${GetOptions} $R9 "/CURRENTUSER" $R8
  ${IfNot} ${Errors}
    StrCpy $0 "User"
  ${EndIf}
  ${If} $0 == "Admin"
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

; What the command line says of an option, also where a caller quotes the whole word, as many do:
; "/POLICY=\\server\our share\policy.json". Sets the error flag where it says nothing.
!macro Given option value
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "${option}" ${value}
  ${If} ${Errors}
    ClearErrors
    ${WordFind} $R0 '"${option}' "E+1}" ${value}
    ${If} ${Errors}
      StrCpy ${value} ""
      SetErrors
    ${Else}
      ${WordFind} ${value} '"' "+1" ${value}
    ${EndIf}
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Stop ${NOT_64_BIT} "$(TEXT_64)"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    !insertmacro Stop ${WINDOWS_TOO_OLD} "$(TEXT_64)"
  ${EndIf}
  !insertmacro Scope

  ReadRegStr $1 SHCTX "${UNINSTALL}" "DisplayVersion"
  ${If} $1 != ""
    ${VersionCompare} "$1" "${VERSION}" $2
    ${If} $2 == 1
      !insertmacro Stop ${DOWNGRADE} "$(TEXT_DOWNGRADE)"
    ${EndIf}
  ${EndIf}

  ; /D= wins, then where it was installed before, then the usual place.
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${UNINSTALL}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $0 == "Admin"
      StrCpy $INSTDIR "$PROGRAMFILES64\Gongkai"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Gongkai"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  ${If} ${FileExists} "$INSTDIR\app\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\app\${MARK}"
    !insertmacro Stop ${FOREIGN_FOLDER} "$(TEXT_FOREIGN)"
  ${EndIf}

  ; What a run that was stopped has left: a version that had not come, or one that had gone.
  RMDir /r "$INSTDIR\new"
  ${If} ${FileExists} "$INSTDIR\old"
    ${If} ${FileExists} "$INSTDIR\app"
      RMDir /r "$INSTDIR\old"
    ${Else}
      Rename "$INSTDIR\old" "$INSTDIR\app"
    ${EndIf}
  ${EndIf}

  ; Which folder this installation is the first to make; an upgrade makes none.
  StrCpy $R6 ""
  StrCpy $R7 $INSTDIR
  ${DoUntil} ${FileExists} "$R7\*.*"
    StrCpy $R6 $R7
    ${GetParent} "$R7" $R7
    ${If} $R7 == ""
      ${Break}
    ${EndIf}
  ${Loop}
  ${If} $R6 != ""
    WriteRegStr SHCTX "${UNINSTALL}" "OutermostFolder" "$R6"
  ${EndIf}

  ClearErrors
  SetOutPath "$INSTDIR\new"
  File /r "${PAYLOAD}\*"
  ${If} ${Errors}
    Call GiveUp
  ${EndIf}
  SetOutPath "$TEMP" ; a current folder cannot be renamed

  ; Without "\*.*": whoever holds a folder alone lets nobody look into it, and yet it is there.
  ${If} ${FileExists} "$INSTDIR\app"
    !insertmacro Move "$INSTDIR\app" "$INSTDIR\old"
    ${If} ${Errors}
      RMDir /r "$INSTDIR\new"
      !insertmacro Stop ${IN_USE} "$(TEXT_IN_USE)"
    ${EndIf}
  ${EndIf}
  !insertmacro Move "$INSTDIR\new" "$INSTDIR\app"
  ${If} ${Errors}
    Rename "$INSTDIR\old" "$INSTDIR\app"
    RMDir /r "$INSTDIR\new"
    !insertmacro Stop ${IN_USE} "$(TEXT_IN_USE)"
  ${EndIf}
  RMDir /r "$INSTDIR\old"

  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\$(NAME).lnk" "$INSTDIR\app\Gongkai.exe"
  CreateShortcut "$DESKTOP\$(NAME).lnk" "$INSTDIR\app\Gongkai.exe"
  !insertmacro Types Register
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "公开 Gongkai"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\app\Gongkai.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Gongkai"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1

  !insertmacro Given "/POLICY=" $R1
  ${If} $R1 != ""
    Call TakePolicy
  ${EndIf}
SectionEnd

; Let the program itself prove the pack $R1 and lay it down, where only administrators write from now on.
; /POLICYDIGEST= names the issuer that it must be of; without it the first one is believed.
Function TakePolicy
  !insertmacro Given "/POLICYDIGEST=" $R4
  ${If} ${Errors}
    StrCpy $R4 ""
  ${Else} ; an empty one too: a script whose variable was never set shall not believe anybody
    StrCpy $R4 '--digest "$R4"'
  ${EndIf}
  SetShellVarContext all
  CreateDirectory "$APPDATA\Gongkai"
  ; Administrators and the system write; everybody reads.
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\Gongkai" /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $R2
  nsExec::ExecToStack '"$INSTDIR\app\gongkai-cli.exe" pack install "$R1" $R4'
  Pop $R2
  Pop $R3
  !insertmacro Scope
  ${If} $R2 != 0
    !insertmacro Stop ${POLICY_REFUSED} "$(TEXT_POLICY)$R3"
  ${EndIf}
FunctionEnd

Function GiveUp
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\new"
  !insertmacro RemoveFolders
  ${IfNot} ${FileExists} "$INSTDIR\*.*"
    DeleteRegValue SHCTX "${UNINSTALL}" "OutermostFolder"
    DeleteRegKey /ifempty SHCTX "${UNINSTALL}"
  ${EndIf}
  !insertmacro Stop ${NOT_UNPACKED} "$(TEXT_NOT_UNPACKED)"
FunctionEnd

Function .onInstFailed
  Call GiveUp
FunctionEnd

; For whom it was installed, not who removes it: a user may have become an administrator since.
Function un.onInit
  SetRegView 64
  SetShellVarContext current
  ReadRegStr $0 SHCTX "${UNINSTALL}" "InstallLocation"
  ${If} $0 != $INSTDIR
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Section Uninstall
  ${IfNot} ${FileExists} "$INSTDIR\app\${MARK}"
    !insertmacro Stop ${FOREIGN_FOLDER} "$(TEXT_FOREIGN)"
  ${EndIf}
  RMDir /r "$INSTDIR\old" ; what was locked when another version took its place
  !insertmacro Move "$INSTDIR\app" "$INSTDIR\old"
  ${If} ${Errors}
    !insertmacro Stop ${IN_USE} "$(TEXT_IN_USE)"
  ${EndIf}
  RMDir /r "$INSTDIR\old"
  RMDir /r "$INSTDIR\new"
  Delete "$INSTDIR\uninstall.exe"
  !insertmacro RemoveFolders
  Delete "$SMPROGRAMS\$(NAME).lnk"
  Delete "$DESKTOP\$(NAME).lnk"
  !insertmacro Types Unregister
  DeleteRegKey SHCTX "${UNINSTALL}"

  ; Silently nobody is asked, and nobody's data is touched.
  MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION "$(TEXT_DATA)" /SD IDNO IDNO kept
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\Gongkai"
  kept:
SectionEnd
