/** Where an environment goes whose settings name no region: what the Azure CLI is configured with by its variable, else a usual one. */
export const defaultRegion = (env: Readonly<Record<string, string | undefined>>): string => env['AZURE_DEFAULTS_LOCATION'] || 'westeurope';
