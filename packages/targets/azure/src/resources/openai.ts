import { expression, resourceId, value } from '../arm/expression.ts';
import { nativeId } from '../arm/native.ts';
import { symbol } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { worldName } from '../names.ts';
import { outside } from './external.ts';
import { part, type PartRenderer } from './part.ts';

const account = 'Microsoft.CognitiveServices/accounts';

const isAzureAddress = (variable: string): boolean => /AZURE.*OPENAI.*(ENDPOINT|BASE|URL)/i.test(variable);

/**
 * Azure OpenAI where a person asks for it (`serving: managed`) and the code has a variable for its address: an account that the code
 * enters as itself, without a key. Everything else is a service of others.
 */
export const llmApi: PartRenderer = (resource, context) => {
  const addresses = resource.told.variables.filter(({ name }) => isAzureAddress(name));
  if (resource.settings.serving !== 'managed') return outside(resource, context);
  if (addresses.length === 0)
    return { unsupported: 'its code has no variable for the address of Azure OpenAI: give the key of the service it speaks to instead' };
  const { id, name: title } = resource;
  const name = worldName(id, 64);
  const own = symbol(id);
  return part({
    title: 'Azure OpenAI, by role',
    resources: {
      [own]: {
        type: account,
        apiVersion: apiVersions[account],
        name: value(name.name),
        location: value(location),
        tags: tagsOf(context.deployment),
        kind: 'OpenAI',
        sku: { name: 'S0' },
        identity: { type: 'SystemAssigned' },
        properties: { customSubDomainName: value(name.name), disableLocalAuth: true, publicNetworkAccess: 'Enabled' },
      },
    },
    native: [nativeId(account, name)],
    reach: () => ({
      port: 443,
      user: null,
      variables: Object.fromEntries(
        addresses.map((variable) => [variable.name, [{ of: 'resource', name: title, property: 'url' } as const]]),
      ),
    }),
    values: { url: expression(`reference(${resourceId(account, name.name)}, '${apiVersions[account]}').endpoint`) },
    roles: (grant) => [
      {
        role: 'Cognitive Services OpenAI User',
        scope: { symbol: own, id: expression(resourceId(account, name.name)), native: nativeId(account, name) },
        on: title,
        evidence: grant.evidence,
      },
    ],
    notes: [
      `${title}: paid by the token; which model is deployed there, with which quota, is a person's to say: az cognitiveservices account deployment create`,
    ],
  });
};
