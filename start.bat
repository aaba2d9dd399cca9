@echo off
rem Double-click on Windows: start.py with the newest Python 3 of this machine.
chcp 65001 >nul
cd /d "%~dp0"
where py >nul 2>nul
if errorlevel 1 goto plain
py -3 start.py %*
goto ended
:plain
python --version >nul 2>nul
if errorlevel 1 goto nopython
python start.py %*
:ended
if errorlevel 1 pause
exit /b
:nopython
echo 没有找到 Python。请安装 Python 3.11 或更新的版本（安装时勾选 Add python.exe to PATH），再双击一次。
echo Python was not found. Install Python 3.11 or newer (tick "Add python.exe to PATH"), then double-click again.
pause
exit /b 1
