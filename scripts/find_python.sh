#!/bin/sh
# Prints the first Python of 3.11 to 3.13 on the PATH that can make environments; else one line that says what to do.
for name in python3 python3.13 python3.12 python3.11 python; do
    path=$(command -v "$name" 2>/dev/null) || continue
    if "$path" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        echo "$path"
        exit 0
    fi
    seen="$seen $name ($("$path" --version 2>&1))"
done
echo "waybill: error: Python: must be 3.11, 3.12 or 3.13 with venv and ensurepip on the PATH, got${seen:- none}; install one (Debian: apt-get install python3-venv), or name it: make PYTHON=/path/to/python3.12" >&2
exit 1
