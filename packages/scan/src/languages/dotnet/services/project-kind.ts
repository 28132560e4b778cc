import type { ServiceKind } from '@groundwork/blueprint';
import { indexOf } from '../../../evaluate/module-index.ts';
import { isAside, isTest } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import type { DotnetProject } from '../build/projects.ts';

/** What a project is when it runs, and what says so. */
export interface ProjectKind {
  readonly kind: ServiceKind;
  readonly framework: string | null;
  readonly why: string;
  readonly confidence: number;
}

const testing =
  /^(Microsoft\.NET\.Test\.Sdk|xunit(\.v3)?|xunit\.core|NUnit|MSTest(\.TestFramework)?|TUnit|BenchmarkDotNet|SharpFuzz|SpecFlow.*|Reqnroll.*)$/i;
/** Programs that build the others. */
const building = /^(Nuke\.Common|Cake\.(Core|Frosting)|Bullseye|Fake\.Core\..*)$/;
const hosts = ['CreateDefaultBuilder', 'CreateApplicationBuilder', 'HostBuilder', 'CreateHostBuilder'];
const webHosts = [
  'ConfigureWebHostDefaults',
  'ConfigureWebHost',
  'UseStartup',
  'UseKestrel',
  'CreateSlimBuilder',
  'MapControllers',
  'MapGet',
  'MapGrpcService',
  'WebHostBuilder',
];
const scheduling = /^(Quartz(\..*)?|Coravel|NCrontab(\..*)?|Cronos|FluentScheduler)$/;
const messaging =
  /^(RabbitMQ\.Client|MassTransit(\..*)?|Confluent\.Kafka|NATS\..*|Azure\.Messaging\.ServiceBus|AWSSDK\.SQS|Google\.Cloud\.PubSub\.V1|EasyNetQ|Rebus(\..*)?|NServiceBus(\..*)?|DotNetCore\.CAP(\..*)?)$/;
const connecting = /(Npgsql|SqlClient|MySql|EntityFrameworkCore|MongoDB|Redis|dbup|FluentMigrator|evolve|Dapper|Elastic)/i;

/** Whether something other than a server runs it: a test runner, a phone, a desktop, a developer's shell. */
export function isElsewhere(project: DotnetProject): boolean {
  const said = (name: string): string => project.properties.get(name)?.toLowerCase() ?? '';
  const targets = `${said('TargetFramework')};${said('TargetFrameworks')}`;
  return (
    isTest(`${project.path}/`) ||
    /(^|[._-])(tests?|unittests?|integrationtests?|functionaltests?|benchmarks?|specs)$/i.test(project.name) ||
    said('IsTestProject') === 'true' ||
    [...project.packages.keys()].some((name) => testing.test(name) || building.test(name)) ||
    said('UseWPF') === 'true' ||
    said('UseWindowsForms') === 'true' ||
    said('UseMaui') === 'true' ||
    said('OutputType') === 'winexe' ||
    said('PackAsTool') === 'true' ||
    /-(android|ios|maccatalyst|tizen)/.test(targets) ||
    /^(unity|xamarin)/i.test(project.sdk ?? '') ||
    isApplicationModel(project)
  );
}

/** Aspire's application host describes the others; nothing of it is deployed. */
const isApplicationModel = (project: DotnetProject): boolean =>
  project.properties.get('IsAspireHost')?.toLowerCase() === 'true' ||
  /^Aspire\.AppHost\.Sdk/.test(project.sdk ?? '') ||
  project.packages.has('Aspire.Hosting.AppHost');

/** Whether a project only shows how the others are used, or tries them out. */
export const isShown = (project: DotnetProject): boolean =>
  isAside(`${project.path}/`) || /(TestApplication|TestApp|TestHost|Samples?|Examples?|Demo|Playground|Sandbox)$/i.test(project.name);

/** What a project runs as; `null` for a library or a tool. `modules` are its own, `packages` also those it is handed. */
export function kindOfProject(
  project: DotnetProject,
  modules: readonly Module[],
  packages: readonly string[],
  only: boolean,
): ProjectKind | null {
  const said = (name: string): string => project.properties.get(name) ?? '';
  const output = said('OutputType').toLowerCase();
  const calls = (name: string): boolean => modules.some((module) => indexOf(module).calls.has(name));
  const has = (pattern: RegExp): boolean => packages.some((name) => pattern.test(name));
  const own = [...project.packages.keys()];
  if (
    said('AzureFunctionsVersion') !== '' ||
    own.some((name) => /^(Microsoft\.Azure\.Functions\.Worker|Microsoft\.NET\.Sdk\.Functions)$/.test(name))
  )
    return { kind: 'function', framework: 'azure-functions', why: 'is an Azure Functions project', confidence: 0.97 };
  if (own.some((name) => name === 'Google.Cloud.Functions.Hosting'))
    return { kind: 'function', framework: 'google-cloud-functions', why: 'is a Google Cloud Functions project', confidence: 0.97 };
  if (
    said('AWSProjectType') === 'Lambda' ||
    (project.sdk !== 'Microsoft.NET.Sdk.Web' &&
      own.some((name) => /^Amazon\.Lambda\.(Core|RuntimeSupport|Annotations|AspNetCoreServer)$/.test(name)))
  )
    return { kind: 'function', framework: 'aws-lambda', why: 'is an AWS Lambda project', confidence: 0.95 };
  if (project.sdk === 'Microsoft.NET.Sdk.BlazorWebAssembly')
    return { kind: 'static', framework: 'blazor', why: 'runs in the browser (Blazor WebAssembly)', confidence: 0.97 };
  if (output === 'library' && !/349c5851/i.test(said('ProjectTypeGuids'))) return null;
  const background = backgroundKind(modules, packages);
  const webHost =
    webHosts.some(calls) ||
    modules.some((module) =>
      (indexOf(module).calls.get('CreateBuilder') ?? []).some(
        ({ call }) => call.callee.kind === 'member' && call.callee.object.kind === 'name' && call.callee.object.name === 'WebApplication',
      ),
    );
  if (project.sdk === 'Microsoft.NET.Sdk.Web') {
    // Built with the web SDK for its packages, while only a generic host is started.
    if (!webHost && background && (calls('CreateApplicationBuilder') || calls('CreateDefaultBuilder'))) return background;
    return { kind: 'web', framework: 'aspnetcore', why: 'is built with Microsoft.NET.Sdk.Web', confidence: 0.97 };
  }
  if (/349c5851/i.test(said('ProjectTypeGuids')))
    return { kind: 'web', framework: 'aspnet', why: 'is an ASP.NET web application', confidence: 0.9 };
  if (project.sdk === 'Microsoft.NET.Sdk.Worker')
    return background ?? { kind: 'worker', framework: 'worker', why: 'is built with Microsoft.NET.Sdk.Worker', confidence: 0.97 };
  if (output !== 'exe') return null;
  if (
    webHost &&
    (project.frameworks.includes('Microsoft.AspNetCore.App') || has(/^Microsoft\.AspNetCore(\.App|\.All|\.Server\.Kestrel)?$/))
  )
    return { kind: 'web', framework: 'aspnetcore', why: 'starts a web host', confidence: 0.95 };
  if (calls('HttpListener') && modules.some((module) => module.endless.length > 0))
    return { kind: 'web', framework: null, why: 'listens for HTTP', confidence: 0.85 };
  if (background) return background;
  if (hosts.some(calls)) return { kind: 'worker', framework: 'worker', why: 'starts a host', confidence: 0.85 };
  if (calls('UseWindowsService') || calls('HostFactory') || (modules.some((module) => module.endless.length > 0) && !calls('ReadLine')))
    return { kind: 'worker', framework: null, why: 'runs until it is stopped', confidence: 0.85 };
  // A shell people talk to is no service.
  if (calls('ReadLine') || calls('ReadKey') || calls('Prompt')) return null;
  if (own.some((name) => messaging.test(name))) return { kind: 'worker', framework: null, why: 'works with messages', confidence: 0.7 };
  if (own.some((name) => connecting.test(name)) || only)
    return { kind: 'job', framework: null, why: 'is a program that runs to its end', confidence: 0.7 };
  return null;
}

function backgroundKind(modules: readonly Module[], packages: readonly string[]): ProjectKind | null {
  const hosted = modules.find((module) =>
    module.classes.some((fact) =>
      fact.bases.some(
        (base) =>
          (base.kind === 'name' || base.kind === 'member') &&
          /^(BackgroundService|IHostedService|IHostedLifecycleService)$/.test(base.name),
      ),
    ),
  );
  const registered = modules.find((module) =>
    ['AddHostedService', 'AddHangfireServer', 'AddQuartzHostedService', 'AddQuartz', 'AddMassTransit', 'AddConsumer'].some((name) =>
      indexOf(module).calls.has(name),
    ),
  );
  const found = hosted ?? registered;
  if (!found) return null;
  const isScheduler = packages.some((name) => scheduling.test(name)) && !packages.some((name) => messaging.test(name));
  return {
    kind: isScheduler ? 'scheduler' : 'worker',
    framework: 'worker',
    why: `${found.path.split('/').at(-1) ?? ''} runs in the background`,
    confidence: 0.93,
  };
}
