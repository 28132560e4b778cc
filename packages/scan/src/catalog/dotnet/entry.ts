import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library, SettingRule } from '../library.ts';

/** `Host=…;Database=…;Username=…;Password=…`: how ADO.NET providers write a connection. */
export const ado: Carries = { property: 'url', form: 'ado.net' };

/** Namespaces in which libraries put methods that extend the framework's own types. */
export const extending = [
  'Microsoft.Extensions.DependencyInjection',
  'Microsoft.Extensions.Hosting',
  'Microsoft.AspNetCore.Builder',
  'Microsoft.AspNetCore.Hosting',
];

/** Drivers by their package, without a client of their own to look for. */
export const driver = (type: ResourceType, packages: readonly string[], modules: readonly string[] = []): Library => ({
  language: 'dotnet',
  packages,
  modules,
  drives: type,
});

/** Namespaces that nearly every file uses. */
const common = new Set([...extending, 'Microsoft.EntityFrameworkCore', 'System.Net']);

export const library = (
  packages: readonly string[],
  modules: readonly string[],
  clients: readonly ClientRule[],
  settings: readonly SettingRule[] = [],
): Library => ({
  language: 'dotnet',
  packages,
  modules,
  clients,
  settings,
  ...(modules.some((name) => common.has(name)) ? { words: wordsOf(modules, clients, settings) } : {}),
});

/** Its own namespaces, and the methods that are found in common ones. */
const wordsOf = (modules: readonly string[], clients: readonly ClientRule[], settings: readonly SettingRule[]): string[] => [
  ...modules.filter((name) => !common.has(name)),
  ...clients.flatMap((rule) => rule.calls.map((name) => name.slice(name.lastIndexOf('.') + 1))),
  ...settings.flatMap((rule) => /^\w+(?=\(\))/.exec(rule.path)?.[0] ?? []),
];

/** Methods that extend what they are called on: any receiver counts where their namespace is used. */
export const methods = (
  names: readonly string[],
  resource: ClientRule['resource'],
  told: Readonly<Record<string, Carries>>,
  more: Partial<ClientRule> = {},
): ClientRule => ({
  calls: names.map((name) => `*.${name}`),
  resource,
  arguments: told,
  ...more,
});

/** Properties set on an object, in its initializer or afterwards. */
export const properties = (type: string, resource: SettingRule['resource'], told: Readonly<Record<string, Carries>>): SettingRule[] =>
  Object.entries(told).map(([name, carries]) => ({ path: `${type}().${name}`, resource, carries }));
