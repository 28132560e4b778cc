import type { Blueprint } from '@groundwork/blueprint';
import { layOut, type Line } from '../../../terminal/lines.ts';
import type { Style } from '../../../terminal/style.ts';
import { visible, widthOfText } from '../../../terminal/text.ts';
import { count, duration } from '../../../terminal/words.ts';
import { questionLines } from './question.ts';
import { resourceLines } from './resource.ts';
import { serviceLines } from './service.ts';
import { sharedWith } from './shared.ts';
import { needsOf, type Needs } from './variables.ts';

export interface ReportOptions {
  readonly width: number;
  readonly style: Style;
  /** Show every variable, command and skipped file instead of what one has to know. */
  readonly all: boolean;
  readonly files: number;
  readonly ms: number;
  /** How this program is called, for the commands the report proposes. */
  readonly program: string;
}

/** What each part of the report is given. */
export interface PartOptions extends ReportOptions {
  /** Columns that names of services and resources take, so that what follows them lines up. */
  readonly nameWidth: number;
}

const longestName = 24;

/** A blueprint as text for a person: services, resources, questions, each with where it was read. */
export function report(blueprint: Blueprint, options: ReportOptions): string {
  const names = [...blueprint.services, ...blueprint.resources].map(({ name }) => Math.min(longestName, widthOfText(visible(name))));
  const part: PartOptions = { ...options, nameWidth: Math.max(4, ...names) };
  const blocks: Line[][] = [
    ...serviceBlocks(blueprint, part),
    requiredFirst(blueprint.resources).flatMap((resource) => resourceLines(resource, part)),
    blueprint.questions.flatMap((question) => questionLines(question, part)),
    noteLines(blueprint, part),
  ];
  const body = spaced(blocks.filter((block) => block.length > 0));
  if (blueprint.services.length + blueprint.resources.length === 0) body.unshift(...nothingFound(options));
  return layOut([heading(blueprint, options), { indent: 0, left: '' }, ...body], options.width, options.style).join('\n');
}

function serviceBlocks({ services, resources, questions }: Blueprint, part: PartOptions): Line[][] {
  const shown: { name: string; needs: Needs }[] = [];
  return services.map((service) => {
    const needs = needsOf(service, resources, part);
    const shared = sharedWith(shown, needs);
    if (!shared) shown.push({ name: service.name, needs });
    const asked = questions.some(({ id }) => id === `${service.name}.start`);
    return serviceLines(service, needs, shared, { ...part, asked });
  });
}

const requiredFirst = (resources: Blueprint['resources']): Blueprint['resources'] => [
  ...resources.filter(({ need }) => need === 'required'),
  ...resources.filter(({ need }) => need !== 'required'),
];

function heading(blueprint: Blueprint, { style, files, ms }: ReportOptions): Line {
  const parts = [count(blueprint.services.length, 'service'), count(blueprint.resources.length, 'resource')];
  if (blueprint.questions.length > 0) parts.push(count(blueprint.questions.length, 'question'));
  const name = visible(blueprint.name);
  return {
    indent: 0,
    left: `${name} · ${parts.join(', ')}`,
    look: (text) => text.replace(name, () => style.strong(name)),
    right: `${duration(ms)}, ${count(files, 'file')}`,
    rightWhole: true,
  };
}

/** One service may be tall: a blank line between services keeps them apart; resources and questions are one block each. */
function spaced(blocks: readonly Line[][]): Line[] {
  return blocks.flatMap((block, index) => (index === 0 ? block : [{ indent: 0, left: '' }, ...block]));
}

function nothingFound({ style }: ReportOptions): Line[] {
  return [
    { indent: 2, left: 'Nothing was found that runs or that something running needs.' },
    { indent: 2, left: 'Is this the root of the repository?', look: style.quiet },
  ];
}

/** What was left out, and the one command that shows it. */
function noteLines({ notes, services }: Blueprint, part: PartOptions): Line[] {
  const { all, style, program } = part;
  if (all) return notes.map(({ file, why }) => ({ indent: 2, left: `skipped  ${visible(file)}: ${visible(why)}`, look: style.quiet }));
  const left = [
    services.length > 0 ? 'every variable and command' : '',
    notes.length > 0 ? count(notes.length, 'skipped file') : '',
  ].filter((each) => each !== '');
  return left.length === 0 ? [] : [{ indent: 2, left: `${left.join(', ')}   ${program} scan --all`, look: style.quiet }];
}
