import type { Evidence } from '@groundwork/blueprint';

/** Whose interface the code speaks: most storage speaks Amazon's, whoever runs it. */
export type StorageApi = 's3' | 'gcs' | 'azure' | 'vendor';

/** By what the evidence names: a library's call, a framework's setting. Interfaces that only their vendor serves come last. */
const apis: readonly (readonly [StorageApi, RegExp])[] = [
  ['gcs', /google[./]cloud[./]storage|@google-cloud\/storage|cloud\.google\.com\/go\/storage|backends\.gcloud|\bGS_[A-Z]+/i],
  ['azure', /azure[./](?:core\/)?storage|azure-storage|storage-blob|azblob|backends\.azure|\bAZURE_(?:ACCOUNT|CONTAINER|STORAGE)/i],
  ['vendor', /@vercel\/blob|aliyun|\bali-oss\b|\boss2\b|\bqcloud\b|\bcos-nodejs|\bqiniu\b|firebase/i],
];

/** The interface a server has to speak. Where the code can do with several, Amazon's is among them more often than not. */
export function storageApi(evidence: readonly Pick<Evidence, 'why'>[]): StorageApi {
  const spoken = evidence.map(({ why }) => apis.find(([, pattern]) => pattern.test(why))?.[0] ?? 's3');
  return spoken.includes('s3') ? 's3' : (spoken.find((api) => api !== 'vendor') ?? spoken[0] ?? 's3');
}
