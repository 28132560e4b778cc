import { dotnetClients } from '../../catalog/dotnet/clients.ts';
import type { LanguageReader } from '../language.ts';
import { dotnetComponents } from './components.ts';
import { resolveDotnet } from './imports.ts';
import { linkDotnet } from './link/link.ts';
import { isDotnetManifest, readDotnetManifest, type DotnetManifest } from './manifest.ts';
import { dotnetServices } from './services/index.ts';
import { readCSharp } from './syntax/file.ts';

/** Methods that say which client is meant wherever their namespace comes from. */
const methods = dotnetClients.flatMap((library) =>
  (library.clients ?? []).flatMap((rule) => rule.calls.flatMap((name) => (/^\*\.\w{6,}$/.test(name) ? [name.slice(2)] : []))),
);

/** C#; F# and Visual Basic by their projects alone. */
export const dotnet: LanguageReader<DotnetManifest> = {
  language: 'dotnet',
  // Generated code, and migrations, of which only the names matter.
  grammar: (path) =>
    path.endsWith('.cs') &&
    !/(\.(g|designer|generated)(\.i)?|ModelSnapshot|AssemblyInfo)\.cs$|(^|\/)(obj|bin)\/|\/\d{14}_\w+\.cs$/i.test(path)
      ? 'csharp'
      : null,
  words: [
    'Environment.GetEnvironmentVariable',
    'Configuration',
    'GetConnectionString',
    'IOptions',
    'Options',
    'Settings',
    'Config',
    'BackgroundService',
    'HostedService',
    ' Main(',
    'CreateBuilder',
    'CreateDefaultBuilder',
    'MapGet',
    'MapHealthChecks',
    'UseHealthChecks',
    'UseUrls',
    'ListenAnyIP',
    'global using',
    'const string',
    'while (true)',
    'IsCancellationRequested',
    'Migrate',
    ...new Set(methods),
  ],
  readModule: readCSharp,
  isManifest: isDotnetManifest,
  readManifest: readDotnetManifest,
  resolveImport: resolveDotnet,
  link: linkDotnet,
  components: dotnetComponents,
  services: dotnetServices,
};
