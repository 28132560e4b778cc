import { budgetSchema, priceSchema, wires } from '@groundwork/gateway';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { replacePrivateFile, withLock } from '@groundwork/provision';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

export type Env = Readonly<Record<string, string | undefined>>;

const reference = z.strictObject({ provider: z.string(), id: z.string() });

/** Which models a person uses. Theirs alone: no repository has a part in it. */
export const modelSettingsSchema = z.strictObject({
  version: z.literal(1),
  use: reference.nullable().default(null).describe('For tickets, and for completion where that has none of its own'),
  completion: reference.nullable().default(null),
  providers: z
    .array(z.strictObject({ name: z.string(), url: z.url(), wires: z.array(z.enum(wires)).min(1) }))
    .default([])
    .describe('Those that are not known by name'),
  prices: z
    .array(reference.extend({ price: priceSchema }))
    .default([])
    .describe('As the person said, for a million tokens'),
  budgets: z
    .strictObject({ ticket: budgetSchema.nullable().default(null), day: budgetSchema.nullable().default(null) })
    .prefault({})
    .describe('`null`: what Groundwork takes by itself'),
});
export type ModelSettings = z.infer<typeof modelSettingsSchema>;

const keysSchema = z.strictObject({ version: z.literal(1), keys: z.record(z.string(), z.string()) });

export interface ModelFiles {
  readonly folder: string;
  readonly settings: string;
  /** Of providers; readable by its owner only. */
  readonly keys: string;
  readonly lock: string;
  /** What was asked of models, and what it cost. */
  readonly ledger: string;
}

export function modelFiles(env: Env): ModelFiles {
  const home = env['HOME'] || homedir();
  const folder = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'groundwork');
  return {
    folder,
    settings: join(folder, 'models.json'),
    keys: join(folder, 'model-keys.json'),
    lock: join(folder, '.models.lock'),
    ledger: join(env['XDG_STATE_HOME'] || join(home, '.local/state'), 'groundwork', 'models', 'ledger.jsonl'),
  };
}

/** Throws `models.settings` where the file is there and wrong. */
export function readSettings({ settings }: ModelFiles): ModelSettings {
  return readFile(settings, modelSettingsSchema) ?? modelSettingsSchema.parse({ version: 1 });
}

export function readKeys({ keys }: ModelFiles): Readonly<Record<string, string>> {
  return readFile(keys, keysSchema)?.keys ?? {};
}

/** Two commands at once do not lose each other's change. */
export async function changeSettings(files: ModelFiles, change: (settings: ModelSettings) => ModelSettings): Promise<ModelSettings> {
  return locked(files, () => {
    const changed = change(readSettings(files));
    replacePrivateFile(files.settings, `${JSON.stringify(changed, null, 2)}\n`);
    return changed;
  });
}

/** `null` takes a key out. */
export async function changeKey(files: ModelFiles, provider: string, key: string | null): Promise<void> {
  await locked(files, () => {
    const { [provider]: _old, ...others } = readKeys(files);
    const keys = key === null ? others : { ...others, [provider]: key };
    replacePrivateFile(files.keys, `${JSON.stringify({ version: 1, keys }, null, 2)}\n`);
  });
}

async function locked<Value>({ folder, lock }: ModelFiles, action: () => Value): Promise<Value> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return withLock(lock, async () => action());
}

function readFile<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
    // Others may have made it so that more people read it: a copy from elsewhere, an editor.
    chmodSync(file, 0o600);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw wrong(file, 'It cannot be read', cause);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Without the cause: it would quote the text, which may be a key.
    throw wrong(file, 'It is no JSON', null);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(file, `${issue?.path.join('.') || 'It'}: ${issue?.message ?? 'is not what was expected'}`, null);
}

const wrong = (where: string, message: string, cause: unknown) =>
  new GroundworkError({
    code: 'models.settings',
    message: `${where} is not what Groundwork wrote. ${message}.`,
    where,
    fix: 'Correct it, or remove it and choose again: gw model use MODEL',
    exit: exitCodes.usage,
    cause,
  });
