import type { Action, Drift, NativeChange, Observed, Preview, Rendered } from '@groundwork/provision';
import { GroundworkError } from '@groundwork/host';
import { runName } from '../render/service-address.ts';
import { addressesIn } from '../terraform/document.ts';
import { engineApis, missingApis } from './account.ts';
import type { PropertyDifference } from './answers.ts';
import { managedFiles, versionsIn } from './managed.ts';
import type { Session } from './session.ts';

const intents: Readonly<Record<string, Action>> = {
  CREATE: 'create',
  UPDATE: 'update',
  DELETE: 'delete',
  RECREATE: 'replace',
  UNCHANGED: 'none',
};

/** What would happen. Where nothing is there yet, all of it is new and nothing is asked that would have to be made for it. */
export async function preview(session: Session, rendered: Rendered): Promise<Preview> {
  const record = await session.record();
  const infrastructure = record === null ? null : session.infrastructure(record.location);
  const managed = (await infrastructure?.still()) ?? null;
  if (infrastructure === null || managed === null) {
    const files = managedFiles(rendered, session, { part: 'all', before: null, versions: {} });
    return {
      fresh: true,
      changes: addressesIn(files).map((native) => ({ native, action: 'create', differences: [] })),
      unknown: await switchesOn(session),
    };
  }
  const before = await infrastructure.files(managed.terraformBlueprint?.gcsSource);
  const files = managedFiles(rendered, session, { part: 'all', before, versions: versionsIn(before?.['secrets.tf.json']) });
  const { changes } = await infrastructure.preview(files);
  return {
    fresh: false,
    changes: changes.map(({ terraformInfo, intent, propertyChanges }): NativeChange => ({
      native: plainAddress(terraformInfo.address),
      action: intents[intent] ?? 'none',
      differences: intent === 'UPDATE' || intent === 'RECREATE' ? propertyChanges.map(differenceOf) : [],
    })),
    unknown: await switchesOn(session),
  };
}

const plainAddress = (address: string): string => address.replace(/^data\./, 'data.').replace(/\[.*\]$/, '');

/** `template.containers.memory 512Mi → 1Gi`; what may be secret is only said to change. */
function differenceOf({ path, before, after, beforeSensitivePaths, afterSensitivePaths }: PropertyDifference): string {
  const hidden = beforeSensitivePaths.length > 0 || afterSensitivePaths.length > 0 || /password|secret|token|user-data/i.test(path);
  if (hidden) return `${path} changes`;
  return `${path} ${shown(before)} → ${shown(after)}`;
}

const shown = (value: unknown): string =>
  value === undefined || value === null ? 'nothing' : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 80);

async function switchesOn({ api }: Session): Promise<string[]> {
  try {
    const missing = await missingApis(api, engineApis);
    return missing.length === 0 ? [] : [`switches on ${missing.map((name) => `${name}.googleapis.com`).join(', ')} in ${api.project}`];
  } catch (cause) {
    if (cause instanceof GroundworkError && cause.code === 'target.not_allowed') return ['which APIs the project has could not be seen'];
    throw cause;
  }
}

/** What is not as it was applied: a preview of what is applied says both what changed and what is gone. */
export async function drift(session: Session): Promise<Drift> {
  const record = await session.record();
  const infrastructure = record === null ? null : session.infrastructure(record.location);
  const managed = await infrastructure?.still();
  const files = await infrastructure?.files(managed?.terraformBlueprint?.gcsSource);
  if (!infrastructure || !files) return { drifted: [], unchecked: [] };
  const { changes, drifts } = await infrastructure.preview(files);
  const gone = new Set(changes.filter(({ intent }) => intent === 'CREATE').map(({ terraformInfo }) => plainAddress(terraformInfo.address)));
  const changed = drifts.filter(({ terraformInfo }) => !gone.has(plainAddress(terraformInfo.address)));
  const secrets = Object.keys(versionsIn(files['secrets.tf.json']));
  return {
    drifted: [
      ...[...gone].map((native) => ({ native, drift: 'deleted' as const, differences: [] })),
      ...changed.map(({ terraformInfo, propertyDrifts }) => ({
        native: plainAddress(terraformInfo.address),
        drift: 'changed' as const,
        differences: propertyDrifts.map(differenceOf),
      })),
    ].toSorted((left, right) => (left.native < right.native ? -1 : 1)),
    unchecked: secrets.length > 0 ? [`${secrets.length} secrets of Secret Manager`] : [],
  };
}

const phases: Readonly<Record<string, Observed['phase']>> = {
  CREATING: 'working',
  UPDATING: 'working',
  DELETING: 'working',
  ACTIVE: 'deployed',
  FAILED: 'failed',
  SUSPENDED: 'failed',
};

export async function status(session: Session): Promise<Observed> {
  const nothing = { services: [], resources: [], released: null, reason: null, stateful: [] };
  const record = await session.record();
  if (record === null) return { phase: 'absent', ...nothing };
  const infrastructure = session.infrastructure(record.location);
  const managed = await infrastructure.read();
  const states = managed === null ? new Map<string, string>() : await infrastructure.resources(managed);
  const phase =
    managed === null ? 'half' : record.release === null && managed.state === 'ACTIVE' ? 'half' : (phases[managed.state] ?? 'half');
  const services = await Promise.all(
    record.services.map(({ name, id, mode, wanted }) => session.run.observe({ name: runName(session.names, id), mode, wanted }, name)),
  );
  const resources = record.resources.map(({ name, title, native }): Observed['resources'][number] => {
    const found = native.map((address) => states.get(address));
    const ready = found.every((state) => state === 'RECONCILED');
    const failed = found.some((state) => state === 'FAILED');
    return { name, state: failed ? 'failed' : ready ? 'ready' : 'starting', server: title };
  });
  return {
    phase,
    services,
    resources,
    released: record.release?.at ?? null,
    reason: managed?.state === 'FAILED' ? (await infrastructure.failure(managed)).message : null,
    stateful: record.resources
      .filter(({ stateful, native }) => stateful && native.some((address) => states.has(address)))
      .map(({ name }) => name),
  };
}
