import { templateOf, type Login, type Reference, type ServerImage, type Template } from '@groundwork/provision';
import { keyOf } from '../render/container.ts';
import { secretLocal } from '../render/secrets.ts';
import { expression, joined, type Expression } from '../terraform/value.ts';
import type { Text } from '../render/context.ts';

interface Server {
  readonly image: ServerImage;
  readonly tag: Text;
  readonly login: Login;
  readonly env: readonly (readonly [string, Template])[];
  /** Keys of the secrets it is started with. */
  readonly secrets: readonly string[];
  readonly address: Expression;
}

/** Only the name of a secret is here: the machine reads its value itself when it starts, into memory. */
export function userData(server: Server): Text {
  const document = {
    write_files: [
      { path: '/etc/groundwork/start.sh', permissions: '0700', content: script(server) },
      ...Object.entries(server.image.files?.(server.login) ?? {}).map(([path, content]) => ({
        path: hostPath(path),
        permissions: '0644',
        content,
      })),
      { path: '/etc/systemd/system/server.service', permissions: '0644', content: unit },
    ],
    runcmd: ['systemctl daemon-reload', 'systemctl start server.service'],
  };
  return withExpressions(`#cloud-config\n${JSON.stringify(document, null, 1)}\n`, server);
}

const unit = `[Unit]
Wants=gcr-online.target
After=gcr-online.target docker.service
[Service]
Environment=HOME=/run/groundwork
ExecStart=/bin/bash /etc/groundwork/start.sh
ExecStop=/usr/bin/docker stop --time 60 server
Restart=always
RestartSec=10
`;

const hostPath = (path: string): string => `/etc/groundwork/files${path}`;

/** Words in the script that Terraform fills; none of them can be in an image's own settings. */
const hole = (at: string): string => `@@${at}@@`;

function script({ image, env, secrets, login }: Server): string {
  const { data, below, account, user, files, command } = image;
  const words = (image.arguments?.(login) ?? []).map((each) => shell(templateOf(each)));
  const mount = below === undefined ? '/mnt/disks/data' : `/mnt/disks/data/${below}`;
  const run = [
    'exec docker run --rm --name server',
    '--env-file /run/groundwork/env',
    '--network host',
    ...(user === undefined ? [] : [`--user ${user}`]),
    ...(data === null ? [] : [`--volume ${mount}:${data}`]),
    ...Object.keys(files?.(login) ?? {}).map((path) => `--volume ${hostPath(path)}:${path}:ro`),
    ...(command === undefined ? [] : [`--entrypoint ${quote(command[0] ?? '')}`]),
    `'${hole('image')}'`,
    ...(command ?? []).slice(1).map(quote),
    ...words,
  ];
  return `${[
    'set -eu',
    'mkdir -p -m 0700 /run/groundwork',
    ...(data === null ? [] : disk(mount, account)),
    `docker-credential-gcr configure-docker --registries='${hole('region')}-docker.pkg.dev'`,
    'iptables -C INPUT -p tcp -j ACCEPT 2>/dev/null || iptables -A INPUT -p tcp -j ACCEPT',
    ...(secrets.length > 0 ? readSecrets : []),
    ...secrets.map((key, at) => `secret_${at}="$(secret '${hole(`secret:${key}`)}')"`),
    'umask 077',
    ': > /run/groundwork/env',
    ...env.map(([name, value]) => `printf '%s=%s\\n' ${quote(name)} ${shell(value, secrets)} >> /run/groundwork/env`),
    'docker rm --force server 2>/dev/null || true',
    run.join(' '),
  ].join('\n')}\n`;
}

const disk = (mount: string, account: number): string[] => [
  'disk=/dev/disk/by-id/google-data',
  'blkid "$disk" > /dev/null || mkfs.ext4 -q -m 0 "$disk"',
  'mkdir -p /mnt/disks/data',
  'mountpoint -q /mnt/disks/data || mount -o discard,defaults "$disk" /mnt/disks/data',
  'resize2fs "$disk" || true',
  `[ -d ${mount} ] && [ "$(stat -c %u ${mount})" = ${account} ] || { mkdir -p ${mount}; chown -R ${account}:${account} ${mount}; }`,
];

/** https://cloud.google.com/secret-manager/docs/accessing-the-api and compute/docs/access/authenticate-workloads */
const readSecrets = [
  `token="$(curl -sSf -H 'Metadata-Flavor: Google' http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')"`,
  'secret() {',
  `  printf 'header = "Authorization: Bearer %s"' "$token" | curl -sSf -K - "https://secretmanager.googleapis.com/v1/projects/${hole('project')}/secrets/$1/versions/latest:access" | tr -d '\\n ' | sed -n 's/.*"data":"\\([^"]*\\)".*/\\1/p' | base64 -d`,
  '}',
];

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A text as one word of the shell: secrets are variables of the script, the address is Terraform's to fill in. */
function shell(template: Template, secrets: readonly string[] = []): string {
  const parts = template.map((part) => (typeof part === 'string' ? quote(part) : reference(part, secrets)));
  return parts.length === 0 ? "''" : parts.join('');
}

function reference(part: Reference, secrets: readonly string[]): string {
  if (part.of !== 'resource') return '';
  if (part.property === 'host') return `'${hole('address')}'`;
  const at = secrets.findIndex((key) => key.endsWith(keyOf('', part.property === 'secretKey' ? 'secretKey' : 'password')));
  return at === -1 ? '' : `"$secret_${at}"`;
}

function withExpressions(text: string, { tag, address }: Server): Text {
  return joined(
    ...text.split(/@@([^@]+)@@/).map((part, at): Text => {
      if (at % 2 === 0) return part;
      if (part === 'image') return tag;
      if (part === 'address') return address;
      if (part === 'region' || part === 'project') return expression(`var.${part}`);
      return expression(secretLocal(part.slice('secret:'.length), 'name'));
    }),
  );
}
