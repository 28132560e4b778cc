import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { GroundworkError } from '@groundwork/host';
import { isRunning, lockedBy, recordOf } from '@groundwork/provision';
import { hostname, userInfo } from 'node:os';
import { z } from 'zod';
import { ensureBucket } from './bucket.ts';
import { errorFor, isRefusal } from './errors.ts';
import type { Session } from './session.ts';

const Key = 'lock.json';

const holderSchema = z.object({
  who: z.string(),
  host: z.string(),
  pid: z.int(),
  started: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
});
type Holder = z.infer<typeof holderSchema>;

/** Milliseconds a lock holds that nobody renews: what was killed elsewhere stands in the way no longer. */
const term = 120_000;

/**
 * Holds the environment while something is done, across machines: an object that S3 writes only if it is as it was read, so that of
 * two who come at once one wins. Throws `target.locked`.
 */
export async function withLock<T>(session: Session, action: () => Promise<T>): Promise<T> {
  await ensureBucket(session);
  let tag = await take(session);
  const renewal = setInterval(() => {
    // A renewal that fails is tried again with the next; the term outlasts several.
    put(session, { IfMatch: tag }).then(
      (renewed) => {
        tag = renewed;
      },
      () => {},
    );
  }, term / 4);
  try {
    return await action();
  } finally {
    clearInterval(renewal);
    await release(session);
  }
}

async function take(session: Session): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const found = await read(session);
    if (found !== null && holds(found.holder)) throw busy(found.holder, session);
    try {
      return await put(session, found === null ? { IfNoneMatch: '*' } : { IfMatch: found.tag });
    } catch (cause) {
      const lost = isRefusal(cause, /^(?:PreconditionFailed|ConditionalRequestConflict|NoSuchKey|412|409)$/);
      if (!lost || attempt >= 3) throw errorFor(cause, `the lock of ${session.prefix}`);
    }
  }
}

/** Whoever died on this machine is known to be dead; elsewhere only time tells. */
function holds({ host, pid, started, until }: Holder): boolean {
  return host === hostname() ? isRunning({ pid, started }) : until > Date.now();
}

async function read({ clients, bucket }: Session): Promise<{ holder: Holder; tag: string } | null> {
  try {
    const { Body, ETag = '' } = await clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const parsed = holderSchema.safeParse(JSON.parse((await Body?.transformToString()) ?? 'null'));
    return parsed.success ? { holder: parsed.data, tag: ETag } : null;
  } catch (cause) {
    if (isRefusal(cause, /^(?:NoSuchKey|NotFound|NoSuchBucket)$/)) return null;
    throw errorFor(cause, `the lock in ${bucket}`);
  }
}

async function put({ clients, bucket }: Session, condition: { IfMatch?: string; IfNoneMatch?: string }): Promise<string> {
  const holder: Holder = {
    who: `${userInfo().username} on ${hostname()}`,
    host: hostname(),
    pid: process.pid,
    started: recordOf(process.pid)?.started ?? '',
    until: Date.now() + term,
  };
  const { ETag = '' } = await clients.s3.send(
    new PutObjectCommand({ Bucket: bucket, Key, Body: JSON.stringify(holder), ContentType: 'application/json', ...condition }),
  );
  return ETag;
}

/** A destroyed environment has no bucket any more, and so no lock. */
async function release({ clients, bucket }: Session): Promise<void> {
  try {
    await clients.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  } catch (cause) {
    if (!isRefusal(cause, /^NoSuchBucket$/)) throw errorFor(cause, `the lock in ${bucket}`);
  }
}

const busy = ({ who, pid, until }: Holder, { prefix }: Session): GroundworkError =>
  lockedBy(`${who} (process ${pid}), until ${new Date(until).toISOString()} unless it goes on`, { where: `lock of ${prefix}` });
