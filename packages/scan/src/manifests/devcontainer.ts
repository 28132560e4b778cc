import type { ResourceType } from '@groundwork/blueprint';
import { runtimeOfImage } from '../catalog/runtime-images.ts';
import { declaration, declaredResource, declaredService, declaredVariable, stated, type DeclarationReader } from './declaration.ts';
import { portIn } from './item.ts';
import { readJson } from './json.ts';

/** Features that put a server into the container. */
const features: readonly { readonly pattern: RegExp; readonly type: ResourceType }[] = [
  { pattern: /\/(postgres(ql)?)(:|$)/, type: 'postgres' },
  { pattern: /\/mysql(:|$)|\/mariadb(:|$)/, type: 'mysql' },
  { pattern: /\/mongo(db)?(:|$)/, type: 'mongodb' },
  { pattern: /\/redis(-server)?(:|$)/, type: 'redis' },
  { pattern: /\/ollama(:|$)/, type: 'ollama' },
];

/** devcontainer.json: the runtime's version, forwarded ports, variables. Its compose file is read as one. */
export const devcontainerReader: DeclarationReader = {
  format: 'devcontainer',
  matches: (path) => /(^|\/)\.?devcontainer(\/[\w-]+)?(\/devcontainer)?\.json$/.test(path),
  read(path, text) {
    const root = readJson(text);
    const image = root.get('image').text;
    const runtime = image
      ? runtimeOfImage(image.replace(/devcontainers\/(javascript-node|typescript-node)/, 'node').replace(/devcontainers\//, ''))
      : null;
    const variables = [...root.get('containerEnv').entries, ...root.get('remoteEnv').entries].map(([name, item]) =>
      declaredVariable(name, item.text?.includes('${') ? null : item.text, stated(path, item.line, `${name} is set while developing`, 0.6)),
    );
    const resources = root.get('features').entries.flatMap(([name, item]) => {
      const known = features.find(({ pattern }) => pattern.test(name));
      return known ? [declaredResource(known.type, known.type, stated(path, item.line, `feature ${name}`, 0.7), { optional: true })] : [];
    });
    const ports = root.get('forwardPorts').items.flatMap((item) => portIn(item.text) ?? []);
    return declaration(path, 'devcontainer', {
      resources,
      variables,
      services: [
        declaredService('devcontainer', stated(path, root.get('image').line, 'what one develops in', 0.6), {
          path: '.',
          language: runtime?.language ?? null,
          runtime: runtime?.version ?? null,
          ports: ports.length === 1 ? ports : [],
        }),
      ],
    });
  },
};
