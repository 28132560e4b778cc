import { labelsOf } from '../names.ts';
import { reduced } from '../terraform/document.ts';
import { removeHmacKeys } from './fill.ts';
import { withUnprotected } from './managed.ts';
import { removeRecord, writeRecord } from './record.ts';
import type { Session } from './session.ts';

/** Removes everything but what is to be kept, with what that lies in. Data goes only where its protection is taken off first. */
export async function destroy(session: Session, keep: readonly string[]): Promise<{ readonly left: readonly string[] }> {
  const { api, store, secrets, scope, names } = session;
  const record = await session.record();
  if (record === null) return { left: [] };
  const infrastructure = session.infrastructure(record.location);
  const labels = labelsOf(names);
  const managed = await infrastructure.still();
  const files = await infrastructure.files(managed?.terraformBlueprint?.gcsSource);
  const kept = record.resources.filter(({ name }) => keep.includes(name));
  const going = record.resources.filter(({ name }) => !keep.includes(name)).map(({ name }) => name);
  if (files !== null && managed !== null) {
    if (record.resources.some(({ stateful, name }) => stateful && going.includes(name)))
      await infrastructure.apply(withUnprotected(files, session, going), { labels });
    await removeHmacKeys(api, record.accounts);
    if (kept.length > 0)
      await infrastructure.apply(
        withUnprotected(
          reduced(
            files,
            kept.flatMap(({ native }) => native),
          ),
          session,
          [],
        ),
        { labels },
      );
  }
  if (kept.length > 0) {
    // What a kept server is opened with stays with it.
    for (const key of await secrets.list(null)) if (!kept.some(({ id }) => key.startsWith(`${id}-`))) await secrets.remove(key);
    await writeRecord(store, scope, { ...record, services: [], resources: kept, release: null });
    return { left: [] };
  }
  await infrastructure.remove();
  for (const key of await secrets.list(null)) await secrets.remove(key);
  for (const name of await store.list(`blueprints/${scope}/`)) await store.remove(name);
  for (const name of await store.list(`sources/${scope}/`)) await store.remove(name);
  await removeRecord(store, scope);
  return { left: [] };
}
