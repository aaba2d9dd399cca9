#!/bin/sh
# Double-click on macOS (and on Linux desktops): start.py with this machine's Python 3.
cd "$(dirname "$0")" || exit 1
if ! command -v python3 >/dev/null 2>&1; then
    echo "没有找到 Python。请安装 Python 3.11 或更新的版本，再启动一次。"
    echo "Python was not found. Install Python 3.11 or newer, then start again."
    exit 1
fi
exec python3 start.py "$@"
