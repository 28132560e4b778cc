import { oneLine } from '../text/line.ts';
import { markdown } from '../text/markdown.ts';
import { askedNames } from './environment-files.ts';
import type { ComposeModel } from './compose.ts';

/** How to use it, for somebody who has a container engine and nothing of ours. */
export function readmeOf({ deployment, ports, servers, used, notes }: ComposeModel): string {
  const env = used.size > 0;
  const asked = askedNames(deployment, used).length > 0;
  const extra = deployment.services.filter(({ mode }) => mode === 'once' || mode === 'scheduled');
  const pages = servers.filter(({ page }) => page !== null);
  const lines = [
    `# ${markdown(deployment.title)} with compose`,
    '',
    'Docker with its compose plugin 2.24 or later, or Podman with one.',
    '',
    '```sh',
    ...(env
      ? [
          'sh secrets.sh            # makes .env, with random passwords',
          ...(asked ? ['$EDITOR .env             # the keys only you have'] : []),
        ]
      : []),
    'docker compose up --build --wait',
    '```',
    '',
    ...(ports.size + pages.length > 0
      ? [
          '| | |',
          '|---|---|',
          ...[...ports].map(([name, port]) => `| ${markdown(name)} | http://localhost:${port} |`),
          ...pages.map(({ title, page }) => `| ${title} | http://localhost:${page} |`),
          '',
        ]
      : []),
    ...(extra.length > 0
      ? [
          'Not started with the others:',
          '',
          '```sh',
          ...extra.map(
            ({ id, service: { schedule } }) =>
              `docker compose run --rm --build ${id}${schedule === null ? '' : `   # due at ${oneLine(schedule, 60)} (UTC)`}`,
          ),
          '```',
          '',
        ]
      : []),
    ...(notes.length > 0 ? ['Good to know:', '', ...notes.map((note) => `- ${markdown(note)}`), ''] : []),
    '`docker compose down` stops it; `docker compose down --volumes` deletes its data as well.',
  ];
  return `${lines.join('\n')}\n`;
}
