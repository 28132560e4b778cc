import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import { emptyManifest, type NodeManifest } from './manifest.ts';

/** Long-term releases by the names they carry. */
const releases: Readonly<Record<string, string>> = {
  erbium: '12',
  fermium: '14',
  gallium: '16',
  hydrogen: '18',
  iron: '20',
  jod: '22',
  krypton: '24',
};

/** `v20.11.1`, `>=18 <21`, `lts/iron`; `null` for what names no release (`lts/*`, `node`). */
export function versionIn(text: string): string | null {
  const named = /lts\/(\w+)/i.exec(text)?.[1]?.toLowerCase();
  if (named !== undefined) return releases[named] ?? null;
  return /(\d+(?:\.\d+)*)/.exec(text)?.[1] ?? null;
}

const mise = z.object({ tools: z.record(z.string(), z.unknown()).catch({}) });

/** `.nvmrc`, `.node-version`, `.tool-versions` and mise's own file. */
export function readVersion(name: string, text: string): NodeManifest {
  return { ...emptyManifest, kind: 'version', version: told(name, text) };
}

function told(name: string, text: string): string | null {
  if (name === '.tool-versions') return versionIn(/^(?:nodejs|node)\s+(\S+)/m.exec(text)?.[1] ?? '');
  if (!name.endsWith('.toml')) return versionIn(text.replace(/#.*$/gm, ''));
  const tools = mise.safeParse(parseToml(text)).data?.tools ?? {};
  const tool = tools['node'] ?? tools['nodejs'];
  const version: unknown =
    typeof tool === 'object' && tool !== null && 'version' in tool ? tool.version : Array.isArray(tool) ? tool[0] : tool;
  return typeof version === 'string' || typeof version === 'number' ? versionIn(String(version)) : null;
}
