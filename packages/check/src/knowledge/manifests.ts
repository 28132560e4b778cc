import type { Service } from '@groundwork/blueprint';
import { isAside, isTest, type DeclaredService, type Declaration } from '@groundwork/scan';
import type { Whole } from '../rule.ts';

/** Formats that say how something is deployed, rather than how one develops or tests it. */
const deploying: ReadonlySet<string> = new Set([
  'dockerfile',
  'compose',
  'procfile',
  'render',
  'fly',
  'kubernetes',
  'helm',
  'railway',
  'digitalocean',
  'app-engine',
  'heroku',
  'app-json',
  'systemd',
  'supervisord',
  'azd',
]);

/** Whether a manifest says how a service is deployed. */
export const isDeployed = ({ file, format }: Declaration): boolean =>
  deploying.has(format) &&
  !isTest(file) &&
  !isAside(file) &&
  !/(^|[./_-])(dev|devel|development|local|override|debug|test|tests|testing|ci|e2e|devcontainer|example)([./_-]|$)/i.test(file);

/** The service of the blueprint that a manifest's service is. */
export function serviceOf(declared: DeclaredService, declaration: Declaration, { blueprint }: Whole): Service | null {
  const folder = declared.path ?? (declaration.file.includes('/') ? declaration.file.slice(0, declaration.file.lastIndexOf('/')) : '.');
  const { services } = blueprint;
  return (
    services.find(({ name }) => name === declared.name) ??
    services.find(({ path }) => path === folder) ??
    (services.length === 1 ? (services[0] ?? null) : null)
  );
}
