# Made by gw export ide: read from the code, and not read back while this line stands.
# A workspace: code-server with the Groundwork extension and command line, and what this repository is built and run with.
# Two files of a release, or of a checkout of Groundwork, belong beside this one: groundwork.vsix and groundwork-cli.tgz.
FROM docker.io/library/node:24-trixie-slim AS node

FROM docker.io/codercom/code-server:4.139.1
USER root
# python: train.py:31 trains a model and keeps it: build-essential python3 python3-dev python3-pip python3-venv
RUN apt-get update && apt-get install -y --no-install-recommends \
      build-essential \
      python3 \
      python3-dev \
      python3-pip \
      python3-venv \
    && rm -rf /var/lib/apt/lists/*
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
COPY groundwork-cli.tgz groundwork.vsix /opt/groundwork/
RUN npm install --global --no-fund --no-audit /opt/groundwork/groundwork-cli.tgz
# Nobody becomes root in a workspace, and its account is none of the machine it runs on.
RUN rm -f /etc/sudoers.d/nopasswd && chmod u-s /usr/local/bin/fixuid && usermod --uid 10001 coder && groupmod --gid 10001 coder
COPY --chmod=0755 start.sh /usr/local/bin/workspace
ENV GROUNDWORK_COMMAND_LINE=/usr/local/bin/groundwork
USER 10001:10001
WORKDIR /home/coder
EXPOSE 8080
ENTRYPOINT ["dumb-init", "workspace"]
