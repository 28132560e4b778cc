import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutPublicAccessBlockCommand,
  type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import { nameTaken } from '@groundwork/provision';
import { asked, errorFor, isRefusal } from './errors.ts';
import type { Session } from './session.ts';

/** Makes the environment's own bucket where it is missing. */
export async function ensureBucket(session: Session): Promise<void> {
  const { bucket: Bucket, clients, region, account } = session;
  if (await exists(session, Bucket)) return;
  // The oldest region is none to S3.
  const place = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: asConstraint(region) } };
  try {
    await clients.s3.send(new CreateBucketCommand({ Bucket, ...place }));
  } catch (cause) {
    if (isRefusal(cause, /^BucketAlreadyExists$/))
      throw nameTaken(`The bucket ${Bucket} belongs to another account than ${account}`, 'Give the environment another name', {
        where: Bucket,
        cause,
      });
    if (!isRefusal(cause, /^BucketAlreadyOwnedByYou$/)) throw errorFor(cause, `CreateBucket ${Bucket}`);
  }
  await asked(`bucket ${Bucket}`, async () => {
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    };
    await clients.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    const Rules = [{ ID: 'forget', Status: 'Enabled' as const, Filter: { Prefix: 'once/' }, Expiration: { Days: 7 } }];
    await clients.s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  });
}

async function exists({ clients, account }: Session, Bucket: string): Promise<boolean> {
  try {
    await clients.s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: account }));
    return true;
  } catch (cause) {
    if (isRefusal(cause, /^(?:NotFound|NoSuchBucket|404)$/)) return false;
    throw errorFor(cause, `HeadBucket ${Bucket}`);
  }
}

/** Deletes everything in a bucket, with all versions of it. A bucket that is gone is empty. */
export async function emptyBucket({ clients }: Session, Bucket: string): Promise<void> {
  for (;;) {
    try {
      const { Versions = [], DeleteMarkers = [] } = await clients.s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 1000 }));
      const Objects = [...Versions, ...DeleteMarkers].flatMap(({ Key, VersionId }) =>
        Key === undefined ? [] : [{ Key, ...(VersionId === undefined ? {} : { VersionId }) }],
      );
      if (Objects.length === 0) return;
      await clients.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    } catch (cause) {
      if (isRefusal(cause, /^NoSuchBucket$/)) return;
      throw errorFor(cause, `what is in ${Bucket}`);
    }
  }
}

export async function removeBucket(session: Session): Promise<void> {
  const { bucket: Bucket, clients } = session;
  if (!(await exists(session, Bucket))) return;
  await emptyBucket(session, Bucket);
  await asked(`DeleteBucket ${Bucket}`, () => clients.s3.send(new DeleteBucketCommand({ Bucket })));
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client's list of regions is older than AWS'
const asConstraint = (region: string): BucketLocationConstraint => region as BucketLocationConstraint;
