import type { Service, Variable } from '@groundwork/blueprint';
import type { Line } from '../../../terminal/lines.ts';
import { cutEnd, visible, widthOfText } from '../../../terminal/text.ts';
import { place } from './evidence.ts';
import type { PartOptions } from './report.ts';

const label = 'needs    ';
const longestValue = 40;
const longestAlignedName = 32;

/**
 * The variables of a service. Real services read eighty of them: shown are those someone has to care about (bound,
 * required or secret), and the rest is one line.
 */
export function variableLines(service: Service, indent: number, options: PartOptions): Line[] {
  const shown = options.all ? service.env : service.env.filter(matters);
  const nameWidth = Math.min(longestAlignedName, Math.max(0, ...shown.map(({ name }) => widthOfText(visible(name)))));
  const lines: Line[] = shown.map((variable, index) => ({
    indent: indent + (index === 0 ? 0 : label.length),
    hang: index === 0 ? label.length + 2 : 2,
    left: `${index === 0 ? label : ''}${row(variable, nameWidth)}`,
    look: (text) => (index === 0 && text.startsWith(label) ? options.style.quiet(label) + text.slice(label.length) : text),
    right: place(variable.evidence),
  }));
  const rest = service.env.filter((variable) => !shown.includes(variable));
  if (rest.length === 0) return lines;
  const what = rest.every((variable) => variable.default !== null) ? 'with defaults' : 'optional';
  const start = indent + label.length;
  return [...lines, { indent: start, left: `+ ${rest.length} ${what}   ${options.program} scan --all`, look: options.style.quiet }];
}

const matters = (variable: Variable): boolean => variable.source === 'binding' || variable.required || variable.secret;

function row(variable: Variable, nameWidth: number): string {
  const name = visible(variable.name);
  return `${name}${' '.repeat(Math.max(0, nameWidth - widthOfText(name)))}  ${value(variable)}`;
}

/** Where the value comes from. A secret's default is never shown: a repository may have a real one in it. */
function value(variable: Variable): string {
  const { binding } = variable;
  if (binding) {
    const source = 'resource' in binding ? binding.resource : binding.service;
    const how = binding.form === null ? binding.property : `${binding.property}, ${binding.form}`;
    return visible(`← ${source} (${how})`);
  }
  if (variable.source === 'generated') return 'generated';
  if (variable.source === 'fixed') return variable.default === null ? 'set for you' : `set to ${shownValue(variable)}`;
  if (variable.default !== null) return variable.secret ? 'default in the code' : `default ${shownValue(variable)}`;
  return variable.required ? 'yours to give' : 'yours to give, optional';
}

function shownValue(variable: Variable): string {
  if (variable.secret) return '•••';
  return variable.default === '' ? 'empty' : cutEnd(visible(variable.default ?? ''), longestValue);
}
