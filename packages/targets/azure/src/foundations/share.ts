import type { Deployment } from '@groundwork/provision';
import { joined, value } from '../arm/expression.ts';
import { childName, nativeId } from '../arm/native.ts';
import type { ArmResource } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { environmentName, plainName, worldNameWithoutDashes } from '../names.ts';
import { location, namesOf, subnetId } from './environment.ts';
import { tagsOf } from './tags.ts';

const account = 'Microsoft.Storage/storageAccounts';
const shares = `${account}/fileServices/shares` as const;
const storages = 'Microsoft.App/managedEnvironments/storages';

/** What containers call the share. */
export const shareName = 'files';

/** GiB; the least there is of it. */
export const shareSize = 100;

const nameOf = (deployment: Deployment) => worldNameWithoutDashes(`${environmentName(deployment)}files`, 24);

/**
 * One NFS share for every file that has to stay: file databases and folders the code writes to. NFS 4.1 has the locks a file database
 * needs, which SMB mounts do not keep; it is reached from the subnet of the apps alone.
 */
export function shareResources(deployment: Deployment): Record<string, ArmResource> {
  const name = nameOf(deployment);
  const { apps, network } = namesOf(deployment);
  return {
    files: {
      type: account,
      apiVersion: apiVersions[account],
      name: value(name.name),
      location: value(location),
      tags: tagsOf(deployment),
      kind: 'FileStorage',
      sku: { name: 'Premium_LRS' },
      dependsOn: ['network'],
      properties: {
        allowBlobPublicAccess: false,
        allowSharedKeyAccess: false,
        minimumTlsVersion: 'TLS1_2',
        // NFS is no HTTPS.
        supportsHttpsTrafficOnly: false,
        networkAcls: {
          bypass: 'AzureServices',
          defaultAction: 'Deny',
          virtualNetworkRules: [{ id: subnetId(network, 'apps'), action: 'Allow' }],
        },
      },
    },
    filesShare: {
      type: shares,
      apiVersion: apiVersions[shares],
      name: childName(name, plainName('default'), plainName(shareName)),
      dependsOn: ['files'],
      properties: { enabledProtocols: 'NFS', rootSquash: 'NoRootSquash', shareQuota: shareSize },
    },
    filesMount: {
      type: storages,
      apiVersion: apiVersions[storages],
      name: childName(apps, plainName(shareName)),
      dependsOn: ['apps', 'filesShare'],
      properties: {
        nfsAzureFile: {
          server: value(name.name, '.file.core.windows.net'),
          shareName: value('/', joined([name.name, `/${shareName}`])),
          accessMode: 'ReadWrite',
        },
      },
    },
  };
}

export function shareNative(deployment: Deployment): string[] {
  const name = nameOf(deployment);
  return [
    nativeId(account, name),
    nativeId(shares, name, plainName('default'), plainName(shareName)),
    nativeId(storages, namesOf(deployment).apps, plainName(shareName)),
  ];
}
