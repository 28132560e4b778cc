import { baseName, type Files } from '../files.ts';

/** What is in no image: history, secrets, what tools make again, and what is about the repository instead of being it. */
const kept = [
  [
    'History and what is made by tools',
    [
      '.git',
      '.groundwork',
      '**/node_modules',
      '**/.venv',
      '**/venv',
      '**/__pycache__',
      '**/*.py[cod]',
      '**/.pytest_cache',
      '**/.mypy_cache',
      '**/.ruff_cache',
      '**/.next',
      '**/.nuxt',
      '**/.turbo',
      '**/.gradle',
      '**/.terraform',
      '**/bower_components',
      '**/coverage',
      '**/.DS_Store',
    ],
  ],
  [
    'Secrets, which are told at run time',
    [
      '**/.env',
      '**/.env.*',
      '**/*.pem',
      '**/*.key',
      '**/*.p12',
      '**/*.pfx',
      '**/*.jks',
      '**/id_rsa*',
      '**/id_ed25519*',
      '**/.aws',
      '**/.azure',
      '**/.kube',
      '**/.ssh',
      '**/.netrc',
      '**/.pgpass',
      '**/terraform.tfstate*',
      '**/*.tfvars',
      '**/service-account*.json',
      '**/credentials.json',
      '**/.npmrc.local',
      '**/secrets.yml',
      '**/config/master.key',
      '**/.streamlit/secrets.toml',
    ],
  ],
  ['About the repository', ['.github', '.gitlab', '.circleci', '.vscode', '.idea', '.devcontainer', '**/*.log', '**/*.swp']],
] as const;

/** Variables that builders of pages write into what everybody can read. */
const published = /^(?:VITE_|REACT_APP_|NEXT_PUBLIC_|VUE_APP_|NUXT_PUBLIC_|GATSBY_|EXPO_PUBLIC_|PUBLIC_|NODE_ENV$|PORT$)/;

/** The `.dockerignore` of every image of a repository. Pure. */
export function dockerignoreFor(files: Files): string {
  const blocks = kept.map(([why, patterns]) => [`# ${why}`, ...patterns]);
  const tests = files.paths.filter(
    (path) =>
      /\.(?:pem|key|p12|pfx|jks)$/.test(path) &&
      /(?:^|\/)(?:certs?|ca-certificates|trust(?:ed)?)\/.*\.pem$/.test(path) &&
      isCertificate(files.read(path)),
  );
  const pages = files.paths.filter((path) => isPublished(path, files));
  return `${[...blocks, ...exceptions('Holds certificates and no key', tests), ...exceptions('Holds only what pages publish anyway', pages)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const exceptions = (why: string, paths: readonly string[]): string[][] =>
  paths.length === 0 ? [] : [[`# ${why}`, ...paths.map((path) => `!${escaped(path)}`)]];

const escaped = (path: string): string => path.replaceAll(/[\\*?[\]!#]/g, String.raw`\$&`);

/** Only certificates, as a database's authority is given along. */
const isCertificate = (text: string | null): boolean =>
  text !== null && text.includes('BEGIN CERTIFICATE') && !text.includes('PRIVATE KEY');

function isPublished(path: string, files: Files): boolean {
  if (!/^\.env\.(?:production|defaults?)$/.test(baseName(path))) return false;
  const names = (files.read(path) ?? '').split('\n').flatMap((line) => /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1] ?? []);
  return names.length > 0 && names.every((name) => published.test(name));
}
