@echo off
rem The first Python of at least 3.11 -> bootstrap.py, which does everything else.
setlocal
set PYTHONUTF8=1
for %%P in ("py -3" "python" "python3") do (
  %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && (
    %%~P "%~dp0bootstrap.py" %*
    exit /b
  )
)
chcp 65001 >nul
echo 没有找到 Python 3.11 或更新的版本，请先安装，安装时勾选 "Add python.exe to PATH"。 1>&2
echo No Python 3.11 or newer was found. Install one and tick "Add python.exe to PATH". 1>&2
exit /b 1
