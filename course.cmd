@echo off
rem The launcher for Windows: the same set-up as in the shell script "course", in its simplest form.
rem NOT TESTED: the course is tested on Linux. Under WSL the shell script works as it is.
setlocal
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
set "MADE=%HOME_DIR%\.course"
set "VENV=%HOME_DIR%\.venv"
set "VENV_PYTHON=%VENV%\Scripts\python.exe"
set "KERNEL=%VENV%\share\jupyter\kernels\java"
if not exist "%MADE%\log" mkdir "%MADE%\log"

if "%~1"=="" goto overview
if "%~1"=="help" goto overview

where java >nul 2>nul
if errorlevel 1 echo course: a JDK of version 17 or newer is needed: https://adoptium.net>&2 & exit /b 1
if not defined JAVA_HOME for /f "delims=" %%j in ('powershell -NoProfile -Command "(& java -XshowSettings:properties -version 2>&1 | Select-String 'java.home = (.*)').Matches[0].Groups[1].Value"') do set "JAVA_HOME=%%j"

rem The Java side: built again when a source is newer than the last build.
powershell -NoProfile -Command "$s = Get-Item '%MADE%\kit.stamp' -ErrorAction SilentlyContinue; $new = Get-ChildItem -Recurse '%HOME_DIR%\src\main\java','%HOME_DIR%\src\main\resources','%HOME_DIR%\pom.xml' | Where-Object { -not $s -or $_.LastWriteTime -gt $s.LastWriteTime } | Select-Object -First 1; if ($new) { exit 1 }"
if not errorlevel 1 goto python_side
where mvn >nul 2>nul
if errorlevel 1 echo course: Maven 3.8 or newer is needed: https://maven.apache.org>&2 & exit /b 1
echo [1] Java libraries and the kit (first time some minutes and 400 MB of download)
if exist "%MADE%\lib.new" rmdir /s /q "%MADE%\lib.new"
call mvn -B -q -Dmaven.test.skip=true -f "%HOME_DIR%\pom.xml" package dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=%MADE%\lib.new" >"%MADE%\log\kit.log" 2>&1
if errorlevel 1 echo course: the Java side failed; see %MADE%\log\kit.log>&2 & exit /b 1
for %%f in ("%HOME_DIR%\target\attention-lab-*.jar") do copy /y "%%f" "%MADE%\lib.new\attention-lab.jar" >nul
if exist "%MADE%\lib" rmdir /s /q "%MADE%\lib"
move "%MADE%\lib.new" "%MADE%\lib" >nul
echo built>"%MADE%\kit.stamp"

:python_side
if /i "%~1"=="lab" goto python_needed
if /i "%~1"=="run" goto python_needed
if /i "%~1"=="test" goto python_needed
if /i "%~1"=="setup" goto python_needed
goto start

:python_needed
fc /b "%HOME_DIR%\requirements.txt" "%VENV%\requirements.txt" >nul 2>nul
if not errorlevel 1 goto kernel
where python >nul 2>nul
if errorlevel 1 echo course: Python 3.10 or newer is needed: https://www.python.org>&2 & exit /b 1
echo [2] JupyterLab and the Java kernel in .venv (first time some minutes and 100 MB of download)
if exist "%VENV%" rmdir /s /q "%VENV%"
python -m venv "%VENV%" >"%MADE%\log\python.log" 2>&1
if errorlevel 1 goto python_failed
"%VENV_PYTHON%" -m pip install -q -r "%HOME_DIR%\requirements.txt" -c "%HOME_DIR%\constraints.txt" >>"%MADE%\log\python.log" 2>&1
if errorlevel 1 goto python_failed
"%VENV_PYTHON%" -m pip install -q --no-deps -r "%HOME_DIR%\requirements-fonts.txt" >>"%MADE%\log\python.log" 2>&1
if errorlevel 1 goto python_failed
copy /y "%HOME_DIR%\requirements.txt" "%VENV%\requirements.txt" >nul

:kernel
"%VENV_PYTHON%" "%HOME_DIR%\src\main\python\kernelspec.py" "%KERNEL%" "%HOME_DIR%" "%JAVA_HOME%" 2g
if /i not "%~1"=="test" goto start
"%VENV_PYTHON%" -m pip install -q -r "%HOME_DIR%\requirements-test.txt" -c "%HOME_DIR%\constraints.txt" >"%MADE%\log\browser.log" 2>&1

:start
if /i "%~1"=="setup" echo Everything is set up. Next: course lab& exit /b 0
set "ATTENTIONLAB_HOME=%HOME_DIR%"
set "PYTHONUTF8=1"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
set "OPT_OUT_TRACKING=true"
set "JUPYTER_CONFIG_DIR=%MADE%\jupyter\config"
set "JUPYTER_DATA_DIR=%MADE%\jupyter\data"
set "JUPYTER_RUNTIME_DIR=%MADE%\jupyter\runtime"
set "JUPYTERLAB_SETTINGS_DIR=%MADE%\jupyter\settings"
set "JUPYTERLAB_WORKSPACES_DIR=%MADE%\jupyter\workspaces"
set "JUPYTER_PREFER_ENV_PATH=1"
set "IPYTHONDIR=%MADE%\jupyter\ipython"
if not defined COURSE_JVM_OPTS set "COURSE_JVM_OPTS=-Xmx2g"
"%JAVA_HOME%\bin\java" -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 "-Dattentionlab.home=%HOME_DIR%" %COURSE_JVM_OPTS% -cp "%MADE%\lib\*" org.attentionlab.cli.Main %*
exit /b %errorlevel%

:python_failed
echo course: the Python side failed; see %MADE%\log\python.log>&2
exit /b 1

:overview
type "%HOME_DIR%\src\main\resources\org\attentionlab\cli\commands.txt"
exit /b 0
