import { noSettings, readSettings, type Machine, type Settings } from './settings.ts';

const variables = [
  'SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'PIP_CERT',
  'CARGO_HTTP_CAINFO',
  'GIT_SSL_CAINFO',
  'npm_config_cafile',
];

/** Certificates of a network that looks into what passes through it. A file with a private key in it stays out. */
export function certificateSettings({ env }: Machine): Settings {
  const found = variables.flatMap((name) => {
    const path = env[name];
    if (!path?.startsWith('/')) return [];
    const text = readSettings(path);
    return text.includes('BEGIN CERTIFICATE') && !text.includes('PRIVATE KEY') ? [[name, path] as const] : [];
  });
  return { ...noSettings, env: Object.fromEntries(found), readable: found.map(([, path]) => path) };
}
