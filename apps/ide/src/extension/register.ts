import { ExtensionHostKind, registerExtension, type IExtensionManifest } from '@codingame/monaco-vscode-api/extensions';
import { z } from 'zod';
import type { Server } from '../connection/connect.ts';

const folder = '/extension';
const manifestSchema = z.looseObject({ name: z.string(), publisher: z.string(), version: z.string(), browser: z.string() });

/** The Groundwork extension as it was built, the same that runs in other editors. */
export async function registerGroundwork({ origin }: Server): Promise<void> {
  const manifest = await read(`${origin}${folder}/package.json`, manifestSchema);
  if (manifest === null) return;
  const files = (await read(`${origin}${folder}/files.json`, z.array(z.string()))) ?? [];
  const extension = registerExtension(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the workbench reads the rest of a manifest by itself
    manifest as unknown as IExtensionManifest,
    ExtensionHostKind.LocalWebWorker,
    { path: '/', system: true },
  );
  for (const file of files) extension.registerFileUrl(file, `${origin}${folder}/${file}`);
  await extension.whenReady();
}

async function read<T>(address: string, schema: z.ZodType<T>): Promise<T | null> {
  const answer = await fetch(address);
  return answer.ok ? schema.parse(await answer.json()) : null;
}
