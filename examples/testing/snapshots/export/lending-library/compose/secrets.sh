#!/bin/sh
# Made by gw export compose: read from the code, and not read back while this line stands.
# Makes .env of .env.example, with random values for what only has to be random. What already has a value stays.
set -eu
cd "$(dirname "$0")"
umask 077
[ -e .env ] || cp .env.example .env

fill() {
  grep -q "^$1=." .env && return
  grep -v "^$1=" .env > .env.new || true
  printf '%s=%s\n' "$1" "$2" >> .env.new
  mv .env.new .env
}

fill DB_PASSWORD "$(openssl rand -hex 24)"
fill REDIS_PASSWORD "$(openssl rand -hex 24)"
