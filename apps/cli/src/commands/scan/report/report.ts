import type { Blueprint } from '@groundwork/blueprint';
import { layOut, type Line } from '../../../terminal/lines.ts';
import type { Style } from '../../../terminal/style.ts';
import { visible, widthOfText } from '../../../terminal/text.ts';
import { count, duration } from '../../../terminal/words.ts';
import { questionLines } from './question.ts';
import { resourceLines } from './resource.ts';
import { serviceLines } from './service.ts';

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
    ...blueprint.services.map((service) => serviceLines(service, part)),
    blueprint.resources.flatMap((resource) => resourceLines(resource, part)),
    blueprint.questions.flatMap((question) => questionLines(question, part)),
    noteLines(blueprint.notes, part),
  ];
  const body = spaced(blocks.filter((block) => block.length > 0));
  if (blueprint.services.length + blueprint.resources.length === 0) body.unshift(...nothingFound(options));
  return [...heading(blueprint, options), '', ...layOut(body, options.width, options.style)].join('\n');
}

function heading(blueprint: Blueprint, { width, style, files, ms }: ReportOptions): string[] {
  const parts = [count(blueprint.services.length, 'service'), count(blueprint.resources.length, 'resource')];
  if (blueprint.questions.length > 0) parts.push(count(blueprint.questions.length, 'question'));
  const name = visible(blueprint.name);
  const left = ` · ${parts.join(', ')}`;
  const right = `${duration(ms)}, ${count(files, 'file')}`;
  const room = Math.min(width, 100) - widthOfText(name + left) - widthOfText(right);
  const text = style.strong(name) + left;
  return room >= 2 ? [text + ' '.repeat(room) + style.quiet(right)] : [text, `  ${style.quiet(right)}`];
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

function noteLines(notes: Blueprint['notes'], { all, style, program }: PartOptions): Line[] {
  if (notes.length === 0) return [];
  if (!all) return [{ indent: 2, left: `${count(notes.length, 'file')} skipped   ${program} scan --all`, look: style.quiet }];
  return notes.map(({ file, why }) => ({ indent: 2, left: `skipped  ${visible(file)}: ${visible(why)}`, look: style.quiet }));
}
