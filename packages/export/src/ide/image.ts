import type { ExportedFile } from '../file.ts';
import { oneLine } from '../text/line.ts';
import type { Needed } from './machine.ts';

/** https://github.com/coder/code-server: released 2026-11, Debian 13, an account called `coder`. */
const codeServer = 'docker.io/codercom/code-server:4.139.1';
/** The command line's own runtime; the editor brings another one. */
const node = 'docker.io/library/node:24-trixie-slim';

/** The image of a workspace: code-server, our extension and command line, and what the repository is built and run with. */
export function imageFiles(needed: readonly Needed[]): ExportedFile[] {
  const packages = [...new Set(needed.flatMap((each) => each.packages))].sort();
  const dockerfile = [
    '# A workspace: code-server with the Groundwork extension and command line, and what this repository is built and run with.',
    '# Two files of a release, or of a checkout of Groundwork, belong beside this one: groundwork.vsix and groundwork-cli.tgz.',
    `FROM ${node} AS node`,
    '',
    `FROM ${codeServer}`,
    'USER root',
    ...needed.map(({ packages: own, why }) => `# ${oneLine(why)}: ${own.join(' ')}`),
    ...(packages.length === 0
      ? []
      : [
          'RUN apt-get update && apt-get install -y --no-install-recommends \\',
          ...packages.map((name) => `      ${name} \\`),
          '    && rm -rf /var/lib/apt/lists/*',
        ]),
    'COPY --from=node /usr/local/bin/node /usr/local/bin/node',
    'COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm',
    'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx',
    'COPY groundwork-cli.tgz groundwork.vsix /opt/groundwork/',
    'RUN npm install --global --no-fund --no-audit /opt/groundwork/groundwork-cli.tgz',
    '# Nobody becomes root in a workspace, and its account is none of the machine it runs on.',
    'RUN rm -f /etc/sudoers.d/nopasswd && chmod u-s /usr/local/bin/fixuid && usermod --uid 10001 coder && groupmod --gid 10001 coder',
    'COPY --chmod=0755 start.sh /usr/local/bin/workspace',
    'ENV GROUNDWORK_COMMAND_LINE=/usr/local/bin/groundwork',
    'USER 10001:10001',
    'WORKDIR /home/coder',
    'EXPOSE 8080',
    'ENTRYPOINT ["dumb-init", "workspace"]',
  ];
  return [
    { path: 'image/Dockerfile', text: `${dockerfile.join('\n')}\n` },
    { path: 'image/start.sh', text: start, executable: true },
  ];
}

/** The home is a volume: what belongs into it is put there when the workspace starts. */
const start = `#!/bin/sh
# Starts code-server on 127.0.0.1, where only the sign-in in front of it reaches it: it asks for no password of its own.
set -eu
folder="$HOME/\${WORKSPACE_FOLDER:-repository}"
if [ -n "\${WORKSPACE_REPOSITORY:-}" ] && [ ! -e "$folder" ]; then
  git clone -- "$WORKSPACE_REPOSITORY" "$folder" || echo "$WORKSPACE_REPOSITORY could not be cloned: clone it in a terminal" >&2
fi
mkdir -p "$folder"
code-server --install-extension /opt/groundwork/groundwork.vsix --force
exec code-server --bind-addr 127.0.0.1:8080 --auth none --disable-telemetry --disable-update-check --ignore-last-opened \\
  --app-name Groundwork "$folder"
`;
