# catalogue: node (Hono) in catalogue
#   Hono server listens, catalogue/server.js:29
# Build it at the root of the repository: docker build --file Dockerfile .

FROM docker.io/library/node:20-bookworm AS build
ARG SOURCE_DATE_EPOCH=315532800
ENV NEXT_TELEMETRY_DISABLED=1 \
    npm_config_audit=false \
    npm_config_fund=false \
    npm_config_update_notifier=false
WORKDIR /app/catalogue
# What it depends on, by itself: these layers stay until one of these files changes.
COPY catalogue/package-lock.json catalogue/package.json ./
RUN npm ci
COPY catalogue/ /app/catalogue/

FROM docker.io/library/node:20-bookworm-slim
ARG SOURCE_DATE_EPOCH=315532800
# It runs as nobody in particular, and not as root.
RUN groupadd --gid 10001 app && useradd --uid 10001 --gid app --no-log-init --create-home --shell /usr/sbin/nologin app \
  && install --directory --owner=10001 --group=10001 /app/catalogue
ENV NODE_ENV=production \
    PATH=/app/catalogue/node_modules/.bin:$PATH \
    npm_config_update_notifier=false \
    HOME=/home/app \
    PORT=4000
WORKDIR /app/catalogue
# The code with what it depends on.
COPY --from=build --chown=10001:10001 /app/catalogue /app/catalogue
USER 10001:10001
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash","-c","exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" -lt 500 ]"]
CMD ["sh","-c","exec npm start"]
