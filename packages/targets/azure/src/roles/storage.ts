import type { Grant } from '@groundwork/provision';
import type { WantedRole } from './wanted.ts';

const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const container = 'Microsoft.Storage/storageAccounts/blobServices/containers';

/** What each thing the code does takes (learn.microsoft.com/azure/role-based-access-control/permissions/storage). */
const needs: Readonly<Record<string, { readonly actions?: readonly string[]; readonly data?: readonly string[] }>> = {
  list: { actions: [`${container}/read`], data: [`${blobs}/read`] },
  get: { data: [`${blobs}/read`] },
  head: { data: [`${blobs}/read`] },
  'presign-get': { data: [`${blobs}/read`] },
  put: { data: [`${blobs}/write`, `${blobs}/add/action`] },
  copy: { data: [`${blobs}/read`, `${blobs}/write`, `${blobs}/add/action`] },
  'presign-put': { data: [`${blobs}/write`, `${blobs}/add/action`] },
  delete: { data: [`${blobs}/delete`] },
  'create-bucket': { actions: [`${container}/read`, `${container}/write`] },
};

/** The role on a container that holds what the code does with it, no more: a built-in one where that is exact. */
export function storageRole({ operations, access }: Pick<Grant, 'operations' | 'access'>): WantedRole['role'] {
  const known = operations.filter(({ name }) => name in needs);
  if (known.length === 0) return access.some((each) => each !== 'read') ? 'Storage Blob Data Contributor' : 'Storage Blob Data Reader';
  const collect = (kind: 'actions' | 'data'): string[] => [...new Set(known.flatMap(({ name }) => needs[name]?.[kind] ?? []))].toSorted();
  const actions = collect('actions');
  const dataActions = collect('data');
  if (actions.every((each) => each === `${container}/read`) && dataActions.every((each) => each === `${blobs}/read`))
    return 'Storage Blob Data Reader';
  return { title: dataActions.concat(actions).map(short).join(', '), actions, dataActions };
}

/** The last words of an action: `blobs/read`. */
const short = (action: string): string => action.replace('Microsoft.Storage/storageAccounts/blobServices/', '');
