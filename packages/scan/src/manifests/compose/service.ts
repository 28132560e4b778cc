import { runtimeOfImage } from '../../catalog/runtime-images.ts';
import { folderOf, within } from '../../repository/paths.ts';
import { commandIn, portOfCommand } from '../command.ts';
import { declaredService, declaredVariable, stated, type DeclaredService, type DeclaredVariable } from '../declaration.ts';
import { nothing, portIn, portsIn, type Item } from '../item.ts';
import { interpolate } from './interpolate.ts';

/** One service of a compose file; `chain` is it and those it extends. */
export function serviceIn(key: string, chain: readonly Item[], file: string): DeclaredService {
  const [item = nothing()] = chain;
  const folder = folderOf(file);
  const of = (...keys: string[]): Item => chain.map((each) => each.get(...keys)).find((each) => !each.isNothing) ?? nothing(item.line);
  const image = of('image').text;
  const { path, dockerfile } = buildOf(of('build'), folder);
  const mounts = mountsOf(of('volumes'), folder);
  const workingFolder = of('working_dir').text;
  const entrypoint = commandIn(of('entrypoint'));
  const command = commandIn(of('command'));
  const whole = [entrypoint, command].filter((part) => part !== null && part !== '').join(' ');
  const profiles = of('profiles').texts;
  const scaledDown = of('deploy', 'replicas').number === 0 || of('scale').number === 0;
  return declaredService(key, stated(file, item.line, `service ${key}`), {
    path: folderInside(workingFolder, mounts, dockerfile !== null, image) ?? path,
    dockerfile,
    image: image === null ? null : interpolate(image),
    command: whole === '' ? null : interpolate(whole),
    entrypoint,
    ports: portsIn(portOfCommand(whole), ...containerPorts(of('ports'), of('expose'))),
    health: healthOf(of('healthcheck')),
    gpu: wantsGpu(of) ? 'required' : null,
    variables: variablesIn(
      chain.map((each) => each.get('environment')),
      file,
    ),
    variableFiles: of('env_file').listed.flatMap((each) => {
      const named = each.isMap ? each.get('path').text : each.text;
      return named === null ? [] : (within(folder, interpolate(named)) ?? []);
    }),
    volumes: mounts.filter((mount) => mount.source === null).map((mount) => mount.target),
    dependsOn: [...namesIn(of('depends_on')), ...namesIn(of('links')).map((link) => link.split(':')[0] ?? link)],
    aliases: aliasesOf(of),
    optional: profiles.length > 0 || scaledDown,
  });
}

function buildOf(build: Item, folder: string): { path: string | null; dockerfile: string | null } {
  if (build.isNothing) return { path: null, dockerfile: null };
  const context = interpolate((build.isMap ? build.get('context').text : build.text) ?? '.');
  if (/^(https?:|git@|\$\{)/.test(context)) return { path: null, dockerfile: null };
  const path = within(folder, context);
  if (path === null) return { path: null, dockerfile: null };
  const named = build.get('dockerfile').text;
  return { path, dockerfile: within(path, interpolate(named ?? 'Dockerfile')) };
}

interface Mount {
  /** Folder of the repository, `null` for a volume. */
  readonly source: string | null;
  readonly target: string;
}

function mountsOf(volumes: Item, folder: string): Mount[] {
  return volumes.items.flatMap((volume): Mount[] => {
    if (volume.isMap) {
      const source = volume.get('source').text;
      const target = volume.get('target').text;
      if (target === null) return [];
      return [{ source: volume.get('type').text === 'bind' && source !== null ? within(folder, interpolate(source)) : null, target }];
    }
    const text = interpolate(volume.text ?? '');
    const [source = '', target] = text.replace(/\$\{PWD\}/g, '.').split(':');
    if (target === undefined) return source.startsWith('/') ? [{ source: null, target: source }] : [];
    if (/^[.~]|^\//.test(source)) return source.startsWith('.') ? [{ source: within(folder, source), target }] : [];
    return [{ source: null, target }];
  });
}

/** Where a container that runs the repository's own folder works: the mount below which its working folder lies. */
function folderInside(workingFolder: string | null, mounts: readonly Mount[], isBuilt: boolean, image: string | null): string | null {
  const code = mounts.filter(
    (mount) =>
      mount.source !== null &&
      !/\.\w+$/.test(mount.target) &&
      !/^\/(etc|var|docker-entrypoint|usr\/share\/nginx|run|tmp)\b/.test(mount.target),
  );
  if (workingFolder !== null) {
    const around = code.find(({ target }) => workingFolder === trimmed(target) || workingFolder.startsWith(`${trimmed(target)}/`));
    if (around?.source) return within(around.source, workingFolder.slice(trimmed(around.target).length + 1) || '.');
  }
  if (isBuilt || image === null || runtimeOfImage(image) === null) return null;
  return (
    code.find(({ target }) => /^\/(usr\/src|app|code|src|srv|workspace|home|opt|work|project|application|var\/www)/.test(target))?.source ??
    null
  );
}

const trimmed = (path: string): string => path.replace(/\/+$/, '');

/** Ports inside the container. */
function containerPorts(ports: Item, expose: Item): number[] {
  return [...ports.listed, ...expose.listed].flatMap((port) => {
    if (port.isMap) return port.get('protocol').text === 'udp' ? [] : (portIn(port.get('target').text) ?? []);
    const text = interpolate(port.text ?? '');
    if (text.endsWith('/udp')) return [];
    const inner = /(?:^|:)(\d+)(?:-\d+)?(?:\/tcp)?$/.exec(text)?.[1];
    return portIn(inner ?? null) ?? [];
  });
}

/** `curl -f http://localhost:8000/health` → `/health`. */
export function healthOf(check: Item): string | null {
  const text = check.get('test').texts.join(' ');
  return healthIn(text);
}

export const healthIn = (text: string): string | null =>
  /\bhttps?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\$\{?\w+\}?)(?::[\w${}:-]+)?(\/[\w./-]*)/.exec(text)?.[1] ?? null;

function wantsGpu(of: (...keys: string[]) => Item): boolean {
  const devices = of('deploy', 'resources', 'reservations', 'devices').items;
  return (
    devices.some(
      (device) => device.get('capabilities').texts.some((each) => each.includes('gpu')) || device.get('driver').text === 'nvidia',
    ) ||
    of('runtime').text === 'nvidia' ||
    !of('gpus').isNothing
  );
}

/** A map, or a list of `NAME=value`. */
export function variablesIn(sources: readonly Item[], file: string): DeclaredVariable[] {
  const found = new Map<string, DeclaredVariable>();
  for (const source of sources) {
    const pairs = source.isMap
      ? source.entries.map(([name, value]) => ({ name, value: value.text, line: value.line }))
      : source.items.flatMap((each) => {
          const text = each.text ?? '';
          const at = text.indexOf('=');
          return text === ''
            ? []
            : [{ name: at < 0 ? text : text.slice(0, at), value: at < 0 ? null : text.slice(at + 1), line: each.line }];
        });
    for (const { name, value, line } of pairs) {
      if (!/^[\w.:-]+$/.test(name) || found.has(name)) continue;
      found.set(
        name,
        declaredVariable(name, value === null ? null : unquoted(interpolate(value)), stated(file, line, `${name} is set here`, 0.9)),
      );
    }
  }
  return [...found.values()];
}

const unquoted = (value: string): string => /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;

const namesIn = (item: Item): string[] => (item.isMap ? item.entries.map(([name]) => name) : [...item.texts]);

function aliasesOf(of: (...keys: string[]) => Item): string[] {
  const networks = of('networks').entries.flatMap(([, network]) => network.get('aliases').texts);
  return [...new Set([of('container_name').text ?? [], of('hostname').text ?? [], networks].flat())];
}
