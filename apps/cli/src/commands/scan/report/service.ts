import type { Service } from '@groundwork/blueprint';
import type { Line } from '../../../terminal/lines.ts';
import { cutEnd, visible, widthOfText } from '../../../terminal/text.ts';
import { place } from './evidence.ts';
import { frameworkName } from './frameworks.ts';
import type { PartOptions } from './report.ts';
import type { Shared } from './shared.ts';
import { labelWidth, rowLines, type Needs } from './variables.ts';

/** Details line up with what is beside the name, unless long names would leave them no room. */
const widestIndent = 0.2;
const narrowIndent = 6;

interface ServiceOptions extends PartOptions {
  /** How it starts is asked. */
  readonly asked: boolean;
}

/** A service: what it is, how it starts, what it needs. */
export function serviceLines(service: Service, needs: Needs, shared: Shared | null, options: ServiceOptions): Line[] {
  const aligned = options.nameWidth + 4;
  const indent = aligned > options.width * widestIndent ? narrowIndent : aligned;
  return [
    headline(service, options),
    ...startLines(service, indent, options),
    ...commandLines(service, indent, options),
    ...needLines(needs, shared, indent, options),
    ...volumeLines(service, indent, options),
  ];
}

function headline(service: Service, { nameWidth, style }: PartOptions): Line {
  const shown = cutEnd(visible(service.name), nameWidth);
  const name = shown + ' '.repeat(nameWidth - widthOfText(shown));
  const { version } = service.runtime;
  const language = service.language === service.kind ? null : version ? `${service.language} ${version}` : service.language;
  const parts = [service.kind, language, frameworkName(service.framework, service.kind), gpu(service)];
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

/** How it starts, with where it then listens. Files need no command, and what a platform calls has none. */
function startLines(service: Service, indent: number, { all, asked }: ServiceOptions): Line[] {
  const facts = [service.port, service.health, service.schedule && `at ${service.schedule} UTC`].filter(
    (fact) => fact !== null && fact !== '',
  );
  const right = visible(facts.join('  '));
  if (service.start !== null) return [{ indent, left: visible(service.start), right, rightWhole: true }];
  if (service.kind === 'static') {
    const build = !all && service.build.length > 0 ? `${visible(service.build.join(' && '))}, then served as files` : 'served as files';
    return [{ indent, left: build }];
  }
  if (service.kind === 'function' || !asked) return [{ indent, left: 'runs when it is called', right, rightWhole: true }];
  return [{ indent, left: 'no start command found', right, rightWhole: true }];
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
      hang: labelWidth + 2,
      left: `${label.padEnd(labelWidth)}${visible(commands.join(label === 'system' ? ' ' : ' && '))}`,
      look: (text) => dimLabel(text, label, style.quiet),
    }));
}

function needLines({ rows, rest }: Needs, shared: Shared | null, indent: number, options: PartOptions): Line[] {
  const { quiet } = options.style;
  const shown = shared ? shared.rows : rows;
  const told = shown.filter(({ label }) => label === 'needs');
  const same: Line[] = shared
    ? [
        {
          indent,
          hang: labelWidth + 2,
          left: `${'needs'.padEnd(labelWidth)}${visible(shared.text)}`,
          look: (text) => dimLabel(text, 'needs', quiet),
        },
      ]
    : [];
  const more = shared ? '' : rest;
  const under = told.length + same.length > 0 ? labelWidth : 0;
  return [
    ...same,
    ...rowLines(told, indent, options, same.length > 0),
    ...(more === '' ? [] : [{ indent: indent + under, left: more, look: quiet }]),
    ...rowLines(
      shown.filter(({ label }) => label !== 'needs'),
      indent,
      options,
    ),
  ];
}

function volumeLines(service: Service, indent: number, { all }: PartOptions): Line[] {
  if (!all) return [];
  return service.volumes.map((volume) => ({
    indent,
    left: `${'keeps'.padEnd(labelWidth)}${visible(volume.path)}`,
    right: place(volume.evidence),
  }));
}

function dimLabel(text: string, label: string, quiet: (text: string) => string): string {
  return text.startsWith(label) ? quiet(label) + text.slice(label.length) : text;
}
