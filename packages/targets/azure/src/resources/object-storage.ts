import { storageApi, type DeployedResource, type DeployedService, type Reach, type Template } from '@groundwork/provision';
import { expression, joined, resourceId, secretExpression, value, type Expression } from '../arm/expression.ts';
import { childName, nativeId } from '../arm/native.ts';
import { symbol, type ArmResource } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location, namesOf, subnetId } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { plainName, worldNameWithoutDashes, type ArmName } from '../names.ts';
import { quantity } from '../quantities.ts';
import { storageRole } from '../roles/storage.ts';
import { namesIn } from './names.ts';
import { part, type PartRenderer } from './part.ts';
import { s3Proxy } from './s3-proxy.ts';

const account = 'Microsoft.Storage/storageAccounts';
const blobs = `${account}/blobServices` as const;
const containers = `${blobs}/containers` as const;

/** Whether links to single objects are handed to browsers, which come from outside the network. */
const handsOutLinks = (users: readonly DeployedService[], name: string): boolean =>
  users.some(({ grants }) =>
    grants.some(({ resource, operations }) => resource === name && operations.some((each) => each.name.startsWith('presign'))),
  );

export const objectStorage: PartRenderer = (resource, context) => {
  const { deployment, users } = context;
  const { id, name: title } = resource;
  const api = storageApi(resource.resource.evidence);
  if (api === 'gcs' || api === 'vendor')
    return {
      unsupported:
        api === 'gcs'
          ? "its code speaks Google's own interface, which nothing on Azure serves: use Azure's or Amazon's library, or keep the bucket at Google with `serving: external`"
          : "its code speaks one vendor's own interface: give its keys as secrets, with `serving: external`",
    };
  const name = worldNameWithoutDashes(id, 24);
  const own = symbol(id);
  const things = namesIn(resource, 'bucket');
  const names = (things.all.length === 0 ? [id.length < 3 ? `${id}-files` : id] : things.all).map(plainName);
  const open = handsOutLinks(users, title);
  const key = secretExpression(`listKeys(${resourceId(account, name.name)}, '${apiVersions[account]}').keys[0].value`);
  const keyed = api === 's3' || users.some((user) => toldKey(user, resource));
  const proxy = api === 's3' ? s3Proxy(resource, { deployment, account: name, key, open }) : null;
  const resources: Record<string, ArmResource> = {
    [own]: {
      type: account,
      apiVersion: apiVersions[account],
      name: value(name.name),
      location: value(location),
      tags: tagsOf(deployment),
      kind: 'StorageV2',
      sku: { name: resource.settings.highAvailability === true ? 'Standard_ZRS' : 'Standard_LRS' },
      ...(open ? {} : { dependsOn: ['network'] }),
      properties: {
        accessTier: 'Hot',
        allowBlobPublicAccess: false,
        allowSharedKeyAccess: keyed,
        minimumTlsVersion: 'TLS1_2',
        supportsHttpsTrafficOnly: true,
        publicNetworkAccess: 'Enabled',
        networkAcls: {
          bypass: 'AzureServices',
          // Links are opened in browsers; else nobody but the apps gets in.
          defaultAction: open ? 'Allow' : 'Deny',
          ...(open ? {} : { virtualNetworkRules: [{ id: subnetId(namesOf(deployment).network, 'apps'), action: 'Allow' }] }),
        },
      },
    },
    [symbol(id, 'blobs')]: {
      type: blobs,
      apiVersion: apiVersions[blobs],
      name: childName(name, plainName('default')),
      dependsOn: [own],
      properties: { deleteRetentionPolicy: { enabled: true, days: 7 }, containerDeleteRetentionPolicy: { enabled: true, days: 7 } },
    },
    ...Object.fromEntries(
      names.map((each) => [
        symbol(id, each.native, 'container'),
        {
          type: containers,
          apiVersion: apiVersions[containers],
          name: childName(name, plainName('default'), each),
          dependsOn: [own, symbol(id, 'blobs')],
          properties: { publicAccess: 'None' },
        },
      ]),
    ),
    ...proxy?.resources,
  };
  return part({
    title: `Storage account, ${names.length === 1 ? 'a container' : `${names.length} containers`}${proxy ? ', S3Proxy in front' : ''}`,
    resources,
    parameters: { ...proxy?.parameters },
    native: [
      nativeId(account, name),
      nativeId(blobs, name, plainName('default')),
      ...names.map((each) => nativeId(containers, name, plainName('default'), each)),
      ...(proxy?.native ?? []),
    ],
    reach: () => proxy?.reach(names[0]?.native ?? id, things.variables) ?? ownReach(resource, names, things.variables),
    values: proxy?.values ?? {
      host: blobHost(name),
      url: joined(['https://', blobHost(name), '/']),
      endpoint: joined(['https://', blobHost(name), '/']),
      accessKey: name.name,
      secretKey: key,
      password: secretExpression(
        joined(['DefaultEndpointsProtocol=https;AccountName=', name.name, ';AccountKey=', key, ';EndpointSuffix=core.windows.net'])
          .expression,
      ),
    },
    roles: (grant) =>
      // Who goes through the proxy, or has the account's key, needs no role.
      proxy !== null || keyed
        ? []
        : names.map((each) => ({
            role: storageRole(grant),
            scope: {
              symbol: symbol(id, each.native, 'container'),
              id: expression(resourceId(containers, name.name, expression("'default'"), each.name)),
              native: nativeId(containers, name, plainName('default'), each),
            },
            on: title,
            evidence: grant.evidence,
          })),
    quantities: [...quantity.blobs(), ...(proxy?.quantities ?? [])],
    subnets: open ? [] : ['apps'],
    endpoints: open ? [] : ['Microsoft.Storage'],
    notes: [
      ...(proxy
        ? [
            `${title}: the code speaks S3, which S3Proxy (github.com/gaul/s3proxy) translates to Blob Storage; what is no plain put, get, list or delete is not sure`,
          ]
        : []),
      ...(keyed && !proxy
        ? [`${title}: the code is told the account's key, so roles do not narrow what it may do; the account holds nothing else`]
        : []),
    ],
  });
};

const blobHost = (name: ArmName): Expression => joined([name.name, '.blob.core.windows.net']);

/** A key or a connection string, which has the key in it. */
const toldKey = ({ service }: DeployedService, { name }: DeployedResource): boolean =>
  service.env.some(
    ({ name: variable, binding }) =>
      binding && 'resource' in binding && binding.resource === name && (binding.property === 'secretKey' || isConnectionString(variable)),
  );

const isConnectionString = (variable: string): boolean => /CONN(?:ECTION)?_?STR(?:ING)?$|ConnectionString$/i.test(variable);

function ownReach(resource: DeployedResource, names: readonly ArmName[], variables: Readonly<Record<string, string>>): Reach {
  const from = (property: 'url' | 'accessKey' | 'secretKey' | 'endpoint'): Template => [{ of: 'resource', name: resource.name, property }];
  return {
    port: 443,
    user: null,
    properties: {
      url: from('url'),
      endpoint: from('endpoint'),
      bucket: [names[0]?.native ?? ''],
      accessKey: from('accessKey'),
      secretKey: from('secretKey'),
    },
    variables: { ...Object.fromEntries(Object.entries(variables).map(([name, is]) => [name, [is]])), ...connectionStrings(resource) },
  };
}

/** Variables that hold a connection string get one. */
function connectionStrings(resource: DeployedResource): Record<string, Template> {
  return Object.fromEntries(
    resource.told.variables
      .filter(({ name }) => isConnectionString(name))
      .map(({ name }) => [name, [{ of: 'resource', name: resource.name, property: 'password' } as const]]),
  );
}
