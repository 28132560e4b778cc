import { generatedNames, type Deployment, type Reference } from '@groundwork/provision';
import type { ExportedFile } from '../file.ts';
import { oneLine } from '../text/line.ts';

/** `.env.example` with a line for every value that is no part of the repository, and a script that makes up the random ones. */
export function environmentFiles(deployment: Deployment, used: ReadonlyMap<string, Reference>): ExportedFile[] {
  const names = [...used.keys()].sort();
  if (names.length === 0) return [];
  const random = names.filter((name) => isRandom(name, used, deployment));
  const asked = askedNames(deployment, used);
  const lines = [
    '# Values that are no part of the repository. Keep the copy, `.env`, out of version control.',
    ...section('Only have to be random: `sh secrets.sh` makes them up', random, deployment),
    ...section('Yours to give; what may stay empty is said', asked, deployment),
  ];
  return [
    { path: '.env.example', text: `${lines.join('\n')}\n` },
    { path: '.gitignore', text: '.env\n' },
    { path: 'secrets.sh', text: scriptOf(random), executable: true },
  ];
}

/** Those a person has to give, or may. */
export const askedNames = (deployment: Deployment, used: ReadonlyMap<string, Reference>): string[] =>
  [...used.keys()].filter((name) => !isRandom(name, used, deployment)).sort();

function isRandom(name: string, used: ReadonlyMap<string, Reference>, { blueprint }: Deployment): boolean {
  const reference = used.get(name);
  if (reference?.of === 'resource') return true;
  const { name: own } = reference?.of === 'secret' ? reference : { name };
  return generatedNames(blueprint).includes(own) || (/_ADMIN_PASSWORD$|^LOCAL_AWS_SECRET_KEY$/.test(own) && !asks(own, blueprint));
}

const asks = (name: string, { services }: Deployment['blueprint']): boolean =>
  services.some(({ env }) => env.some((each) => each.name === name));

function section(title: string, names: readonly string[], { asked }: Deployment): string[] {
  if (names.length === 0) return [];
  return [
    '',
    `# --- ${title}`,
    ...names.flatMap((name) => {
      const known = asked.find((each) => each.name === name);
      const why = known
        ? [
            `${known.required ? 'required' : 'may stay empty'} · ${known.services.join(', ')}${known.where === null ? '' : ` · ${known.where}`}`,
          ]
        : [];
      return [...why.map((line) => `# ${oneLine(line)}`), `${name}=`];
    }),
  ];
}

/** A key of Fernet is 32 bytes in url-safe base64; everything else takes hexadecimal. */
function scriptOf(random: readonly string[]): string {
  const lines = random.map((name) =>
    /fernet/i.test(name) ? `fill ${name} "$(openssl rand -base64 32 | tr '+/' '-_')"` : `fill ${name} "$(openssl rand -hex 24)"`,
  );
  return `#!/bin/sh
# Makes .env of .env.example, with random values for what only has to be random. What already has a value stays.
set -eu
cd "$(dirname "$0")"
umask 077
[ -e .env ] || cp .env.example .env

fill() {
  grep -q "^$1=." .env && return
  grep -v "^$1=" .env > .env.new || true
  printf '%s=%s\\n' "$1" "$2" >> .env.new
  mv .env.new .env
}

${lines.join('\n')}
`;
}
