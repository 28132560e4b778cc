/** The API that a resource of the provider speaks to, by the beginning of its type; the first that fits. */
const apis: readonly (readonly [string, string])[] = [
  ['google_project_service', ''],
  ['google_project_iam_custom_role', 'iam'],
  ['google_project_iam_', 'cloudresourcemanager'],
  ['google_service_account', 'iam'],
  ['google_service_networking_', 'servicenetworking'],
  ['google_cloud_run_v2_', 'run'],
  ['google_cloud_scheduler_', 'cloudscheduler'],
  ['google_compute_', 'compute'],
  ['google_dns_', 'dns'],
  ['google_sql_', 'sqladmin'],
  ['google_redis_', 'redis'],
  ['google_memcache_', 'memcache'],
  ['google_storage_', 'storage'],
  ['google_pubsub_', 'pubsub'],
  ['google_firestore_', 'firestore'],
  ['google_spanner_', 'spanner'],
  ['google_secret_manager_', 'secretmanager'],
  ['google_artifact_registry_', 'artifactregistry'],
  ['google_logging_', 'logging'],
];

/** `sql` without the `.googleapis.com` behind it; `null` for what needs none. */
export function apiOf(type: string): string | null {
  const found = apis.find(([prefix]) => type.startsWith(prefix))?.[1] ?? '';
  return found === '' ? null : found;
}
