import type { Service } from '@groundwork/blueprint';
import type { Line } from '../../../terminal/lines.ts';
import { cutEnd, visible, widthOfText } from '../../../terminal/text.ts';
import { place } from './evidence.ts';
import type { PartOptions } from './report.ts';
import { variableLines } from './variables.ts';

const longestLabel = 'release  '.length;

/** A service: what it is, how it starts, what it needs. */
export function serviceLines(service: Service, options: PartOptions): Line[] {
  const indent = options.nameWidth + 4;
  return [
    headline(service, options),
    startLine(service, indent),
    ...commandLines(service, indent, options),
    ...variableLines(service, indent, options),
    ...unboundUses(service, indent),
    ...volumeLines(service, indent, options),
  ];
}

function headline(service: Service, { nameWidth, style }: PartOptions): Line {
  const shown = cutEnd(visible(service.name), nameWidth);
  const name = shown + ' '.repeat(nameWidth - widthOfText(shown));
  const { version } = service.runtime;
  const parts = [service.kind, version ? `${service.language} ${version}` : service.language, service.framework, gpu(service)];
  const what = parts
    .filter((part): part is string => part !== null && part !== '')
    .map((part) => visible(part))
    .join(' · ');
  return {
    indent: 2,
    left: `${name}  ${what}`,
    look: (text) => text.replace(shown, () => style.strong(shown)),
    right: place(service.evidence),
  };
}

function gpu(service: Service): string | null {
  if (service.gpu === 'none') return null;
  return service.gpu === 'required' ? 'GPU' : 'GPU if there is one';
}

function startLine(service: Service, indent: number): Line {
  const facts = [service.port, service.health, service.schedule && `at ${service.schedule} UTC`].filter(
    (fact) => fact !== null && fact !== '',
  );
  return { indent, left: service.start === null ? 'no start command found' : visible(service.start), right: visible(facts.join('  ')) };
}

function commandLines(service: Service, indent: number, { all, style }: PartOptions): Line[] {
  const shown: [string, readonly string[]][] = all
    ? [
        ['install', service.install],
        ['build', service.build],
        ['release', service.release],
        ['system', service.systemPackages],
      ]
    : [['release', service.release]];
  return shown
    .filter(([, commands]) => commands.length > 0)
    .map(([label, commands]) => ({
      indent,
      left: `${label.padEnd(longestLabel)}${visible(commands.join(label === 'system' ? ' ' : ' && '))}`,
      look: (text) => dimLabel(text, label, style.quiet),
    }));
}

/** Resources the service uses without any variable that says so: told in code, or by a default nobody changes. */
function unboundUses(service: Service, indent: number): Line[] {
  const bound = new Set(service.env.flatMap(({ binding }) => (binding && 'resource' in binding ? [binding.resource] : [])));
  const uses = service.uses.filter(({ resource }) => !bound.has(resource));
  return uses.map((use) => ({ indent, left: `${'uses'.padEnd(longestLabel)}${visible(use.resource)}`, right: place(use.evidence) }));
}

function volumeLines(service: Service, indent: number, { all }: PartOptions): Line[] {
  if (!all) return [];
  return service.volumes.map((volume) => ({
    indent,
    left: `${'keeps'.padEnd(longestLabel)}${visible(volume.path)}`,
    right: place(volume.evidence),
  }));
}

function dimLabel(text: string, label: string, quiet: (text: string) => string): string {
  return text.startsWith(label) ? quiet(label) + text.slice(label.length) : text;
}
