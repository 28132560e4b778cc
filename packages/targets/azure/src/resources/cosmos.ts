import { joined, resourceId, secretExpression, value } from '../arm/expression.ts';
import { childName, nativeId } from '../arm/native.ts';
import { symbol } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location, namesOf, subnetId } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { plainName, worldName } from '../names.ts';
import { quantity } from '../quantities.ts';
import { nameIn, toldByUrl } from './names.ts';
import { part, type PartRenderer } from './part.ts';

const account = 'Microsoft.DocumentDB/databaseAccounts';

/** Cosmos DB with MongoDB's interface, serverless: paid by request, reached from the network of the apps alone. */
export const cosmos: PartRenderer = (resource, { deployment, users }) => {
  const { id, name: title } = resource;
  const name = worldName(id, 44);
  const own = symbol(id);
  const database = plainName(nameIn(resource, 'database', deployment.name));
  const untold = users.filter((user) => !toldByUrl(user, resource));
  return part({
    title: 'Cosmos DB for MongoDB 7.0, serverless',
    resources: {
      [own]: {
        type: account,
        apiVersion: apiVersions[account],
        name: value(name.name),
        location: value(location),
        tags: tagsOf(deployment),
        kind: 'MongoDB',
        dependsOn: ['network'],
        properties: {
          databaseAccountOfferType: 'Standard',
          apiProperties: { serverVersion: '7.0' },
          capabilities: [{ name: 'EnableMongo' }, { name: 'EnableServerless' }],
          consistencyPolicy: { defaultConsistencyLevel: 'Session' },
          locations: [{ locationName: value(location), failoverPriority: 0, isZoneRedundant: false }],
          minimalTlsVersion: 'Tls12',
          publicNetworkAccess: 'Enabled',
          isVirtualNetworkFilterEnabled: true,
          virtualNetworkRules: [{ id: subnetId(namesOf(deployment).network, 'apps') }],
          // Code that comes by key makes its collections itself.
          disableKeyBasedMetadataWriteAccess: false,
          backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } },
        },
      },
      [symbol(id, 'database')]: {
        type: `${account}/mongodbDatabases`,
        apiVersion: apiVersions[`${account}/mongodbDatabases`],
        name: childName(name, database),
        dependsOn: [own],
        properties: { resource: { id: database.native } },
      },
    },
    native: [nativeId(account, name), nativeId(`${account}/mongodbDatabases`, name, database)],
    reach: () => ({
      port: 10_255,
      user: [{ of: 'resource', name: title, property: 'user' }],
      database: [database.native],
      // As Azure's own connection string has it.
      query: 'ssl=true&replicaSet=globaldb&retrywrites=false&maxIdleTimeMS=120000',
    }),
    values: {
      host: joined([name.name, '.mongo.cosmos.azure.com']),
      user: name.name,
      password: secretExpression(`listKeys(${resourceId(account, name.name)}, '${apiVersions[account]}').primaryMasterKey`),
    },
    quantities: quantity.cosmos(),
    subnets: ['apps'],
    endpoints: ['Microsoft.AzureCosmosDB'],
    notes:
      untold.length === 0
        ? []
        : [
            `${title}: ${untold.map((each) => each.name).join(', ')} is told host and port; Cosmos DB answers to TLS only, and the code has to turn it on`,
          ],
  });
};
