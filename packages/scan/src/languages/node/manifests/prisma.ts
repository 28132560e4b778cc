import { emptyManifest, type NodeManifest } from './manifest.ts';

/** The datasource block of a Prisma schema; its grammar is small and line-based. */
export function readPrisma(text: string): NodeManifest | null {
  const block = /datasource\s+\w+\s*\{([^}]*)\}/.exec(text);
  if (!block?.[1]) return null;
  const provider = /provider\s*=\s*"([^"]+)"/.exec(block[1])?.[1];
  if (!provider) return null;
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const variables: Record<string, { name: string; line: number }> = {};
  for (const match of block[1].matchAll(/(\w+)\s*=\s*env\(\s*"([^"]+)"\s*\)/g)) {
    if (match[1] && match[2]) variables[match[1]] = { name: match[2], line: lineAt(block.index + block[0].indexOf(match[0])) };
  }
  return { ...emptyManifest, kind: 'prisma', datasource: { provider, line: lineAt(block.index), variables } };
}
