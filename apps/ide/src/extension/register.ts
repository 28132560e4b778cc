import { ExtensionHostKind, registerExtension, type IExtensionManifest } from '@codingame/monaco-vscode-api/extensions';
import { z } from 'zod';

const folder = '/extension';
const manifestSchema = z.looseObject({ name: z.string(), publisher: z.string(), version: z.string(), browser: z.string() });

/** What was built of the Groundwork extension: the same that runs in other editors. */
export interface BuiltExtension {
  readonly manifest: IExtensionManifest;
  /** Paths of the files it may ask for. */
  readonly files: readonly string[];
}

export async function readGroundwork({ location }: Window): Promise<BuiltExtension | null> {
  const [manifest, files] = await Promise.all([
    read(`${location.origin}${folder}/package.json`, manifestSchema),
    read(`${location.origin}${folder}/files.json`, z.array(z.string())),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the workbench reads the rest of a manifest by itself
  return manifest && { manifest: manifest as unknown as IExtensionManifest, files: files ?? [] };
}

/** Before the workbench stands: its views are there from the start. */
export function registerGroundwork({ manifest, files }: BuiltExtension, { location }: Window): void {
  const extension = registerExtension(manifest, ExtensionHostKind.LocalWebWorker, { path: '/', system: true });
  for (const file of files) extension.registerFileUrl(file, `${location.origin}${folder}/${file}`);
}

async function read<T>(address: string, schema: z.ZodType<T>): Promise<T | null> {
  const answer = await fetch(address);
  return answer.ok ? schema.parse(await answer.json()) : null;
}
