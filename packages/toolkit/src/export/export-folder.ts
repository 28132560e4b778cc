import { dirname, relative, resolve, sep } from 'node:path';
import type { CloudTarget } from '@groundwork/blueprint';
import {
  dockerfilesOf,
  exportFormats,
  render,
  writeExported,
  type Exported,
  type ExportFormat,
  type FormatName,
  type Written,
} from '@groundwork/export';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { deriveDeployment, type Target } from '@groundwork/provision';
import { openFolder } from '@groundwork/scan';
import { mkdirSync, realpathSync } from 'node:fs';
import { findEnvironment, listEnvironments, type Environment } from '../cloud/environments.ts';
import { projectName } from '../cloud/name.ts';
import { targetTable, type TargetTable } from '../cloud/targets.ts';
import { realFolder } from '../local/folder.ts';
import { nothingToStart } from '../local/up.ts';
import { scanFolder } from '../scan-folder.ts';

export interface ExportOptions {
  readonly format: FormatName;
  /** Name of an environment; the one that fits where it is left out, else what is usual. */
  readonly environment?: string;
  /** Absolute folder to write to, instead of where the format's tool looks. */
  readonly out?: string;
  readonly force?: boolean;
  readonly host: Host;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly targets?: TargetTable;
}

export interface ExportResult extends Written {
  readonly format: FormatName;
  /** Absolute folder the paths are relative to. */
  readonly folder: string;
  /** Whose settings it was made with; `null` where none was declared and what is usual was taken. */
  readonly environment: string | null;
  readonly target: CloudTarget | null;
  readonly notes: readonly string[];
}

/**
 * Writes what a folder needs as files of a tool people already use. Executes nothing of it and replaces nothing unasked. Throws
 * `environment.*`, `export.*`, `target.*`, `tree.*`.
 */
export async function exportFolder(dir: string, options: ExportOptions): Promise<ExportResult> {
  const real = realFolder(dir);
  const { format, out, force = false } = options;
  const base = out === undefined ? real : madeFolder(out);
  const folder = out === undefined ? exportFormats[format].folder : '';
  const { exported, environment, target } = await rendered(real, resolve(base, folder), options);
  const { files } = await writeExported(exported.files, { base, folder, force });
  return { format, folder: base, files, environment, target, notes: exported.notes };
}

/** The one file of an export that a person would print. Throws `export.several` where there is more than one to choose from. */
export async function exportText(dir: string, options: Omit<ExportOptions, 'out' | 'force'>): Promise<string> {
  const real = realFolder(dir);
  const { single, folder }: ExportFormat = exportFormats[options.format];
  const { exported } = await rendered(real, resolve(real, folder), options);
  const found = exported.files.filter(({ path }) => single !== null && path.endsWith(single));
  const [only] = found;
  if (only && found.length === 1) return only.text;
  throw new GroundworkError({
    code: 'export.several',
    message: `${options.format} is several files here: ${exported.files.map(({ path }) => path).join(', ')}`,
    fix: `gw export ${options.format} --out DIR`,
    exit: exitCodes.usage,
  });
}

interface RenderedExport {
  readonly exported: Exported;
  readonly environment: string | null;
  readonly target: CloudTarget | null;
}

async function rendered(
  real: string,
  to: string,
  { format, environment: wanted, host, env, targets = targetTable }: ExportOptions,
): Promise<RenderedExport> {
  const { targets: fitting }: ExportFormat = exportFormats[format];
  const environment = environmentFor(real, format, fitting, wanted);
  const { blueprint } = await scanFolder(real, { host });
  const target = fitting.length === 0 ? null : await loaded(environment.settings.target, targets);
  const deployment = deriveDeployment(
    { ...blueprint, name: projectName(real, blueprint.name) },
    {
      environment: environment.name,
      target: environment.settings.target,
      region: environment.settings.region ?? target?.defaultRegion(env) ?? '',
      settings: environment.settings,
    },
  );
  if (deployment.services.length === 0) throw nothingToStart(real, blueprint);
  const here = slashed(relative(real, to)) || '.';
  const tree = openFolder(real);
  const files = { paths: (await tree.files(host.signal)).map(({ path }) => path), read: (path: string) => tree.read(path)?.text ?? null };
  const exported = render(format, {
    deployment,
    target,
    root: slashed(relative(to, real)) || '.',
    here,
    dockerfiles: dockerfilesOf(deployment, files, here),
  });
  return {
    exported,
    environment: environment.declared ? environment.name : null,
    target: target === null ? null : environment.settings.target,
  };
}

/** The environment that was named, else the only declared one of a fitting target, else what is usual there. */
function environmentFor(dir: string, format: FormatName, fitting: readonly CloudTarget[], wanted: string | undefined): Environment {
  const fits = ({ settings }: Environment): boolean => fitting.length === 0 || fitting.includes(settings.target);
  if (wanted !== undefined) {
    const named = findEnvironment(dir, wanted);
    if (fits(named)) return named;
    throw new GroundworkError({
      code: 'export.target',
      message: `${format} is not for ${named.settings.target}, where ${wanted} is`,
      where: 'groundwork.yaml',
      fix: `Name an environment of ${fitting.join(' or ')}: --env ${fitting[0] ?? ''}`,
      exit: exitCodes.usage,
    });
  }
  const declared = listEnvironments(dir).filter(fits);
  const [only] = declared;
  if (only && declared.length === 1) return only;
  const [usual = 'kubernetes'] = fitting;
  return { name: usual, settings: { target: usual }, declared: false };
}

async function loaded(name: CloudTarget, targets: TargetTable): Promise<Target> {
  const load = targets[name];
  if (load) return load();
  throw new GroundworkError({ code: 'target.not_here', message: `${name} is not in this release` });
}

/** A folder a person named: made where it is missing, and links in its own path are theirs. */
function madeFolder(out: string): string {
  try {
    mkdirSync(out, { recursive: true });
    return realpathSync(out);
  } catch (cause) {
    throw new GroundworkError({
      code: 'export.not_written',
      message: `Nothing was written: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: dirname(out),
      fix: 'Name a folder you may write to: --out DIR',
      exit: exitCodes.notPossibleHere,
      cause,
    });
  }
}

const slashed = (path: string): string => path.split(sep).join('/');
