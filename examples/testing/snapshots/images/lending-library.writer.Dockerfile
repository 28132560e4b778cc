# writer: python in letters
#   runs until it is stopped, letters/writer.py:25
# Build it at the root of the repository: docker build --file Dockerfile .

FROM docker.io/library/python:3.12-bookworm AS build
ARG SOURCE_DATE_EPOCH=315532800
ENV VIRTUAL_ENV=/opt/venv \
    PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_NO_COMPILE=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore
# System packages that its libraries load.
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpq5 \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/ldconfig/* /var/log/apt /var/log/dpkg.log /var/log/alternatives.log
RUN python -m venv /opt/venv
WORKDIR /app/letters
# What it depends on, by itself: these layers stay until one of these files changes.
COPY letters/requirements.txt ./
RUN pip install -r requirements.txt
COPY letters/ /app/letters/
# Compiled now, by content and without dates: a start takes less time, and the same packages give the same bytes.
RUN python -m compileall -q --invalidation-mode unchecked-hash /opt/venv > /dev/null || true
# System packages that what was compiled is linked to.
RUN find /opt/venv -type f \( -name '*.so' -o -name '*.so.*' -o -name '*.node' \) -exec ldd {} + 2> /dev/null \
  | awk '$2 == "=>" && $3 ~ /^\/(usr\/)?lib\// { sub("^/(usr/)?", "", $3); print "*/" $3 }' | sort -u \
  | xargs -r dpkg-query --search 2> /dev/null | sed 's/:.*//' | sort -u > /tmp/linked-packages

FROM docker.io/library/python:3.12-slim-bookworm
ARG SOURCE_DATE_EPOCH=315532800
# System packages that its libraries load.
RUN apt-get update && apt-get install -y --no-install-recommends \
    libpq5 \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/ldconfig/* /var/log/apt /var/log/dpkg.log /var/log/alternatives.log
# Libraries that what was compiled is linked to, where they are not there.
COPY --from=build /tmp/linked-packages /tmp/linked-packages
RUN xargs -r dpkg --status < /tmp/linked-packages > /dev/null 2>&1 || { apt-get update \
  && xargs -r apt-get install -y --no-install-recommends < /tmp/linked-packages \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/ldconfig/* /var/log/apt /var/log/dpkg.log /var/log/alternatives.log; }
# It runs as nobody in particular, and not as root.
RUN groupadd --gid 10001 app && useradd --uid 10001 --gid app --no-log-init --create-home --shell /usr/sbin/nologin app \
  && install --directory --owner=10001 --group=10001 /app/letters
ENV PATH=/opt/venv/bin:$PATH \
    VIRTUAL_ENV=/opt/venv \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/home/app
WORKDIR /app/letters
# What it depends on.
COPY --from=build /opt/venv /opt/venv
# The code.
COPY --from=build --chown=10001:10001 /app/letters /app/letters
USER 10001:10001
CMD ["sh","-c","exec python writer.py"]
