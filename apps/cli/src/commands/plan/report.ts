import { aboutText, costText } from '@groundwork/toolkit';
import type { Evidence } from '@groundwork/blueprint';
import type { CloudPlan, PlanItem } from '@groundwork/provision';
import type { Terminal } from '../../terminal/terminal.ts';
import { layOut, type Line } from '../../terminal/lines.ts';
import { visible, widthOfText } from '../../terminal/text.ts';

const marks = { create: '+', update: '~', replace: '±', delete: '-', none: ' ' } as const;

/** The plan as a diff a person can read: what changes, what it is, what it costs, and where the code asks for it. */
export function planReport(plan: CloudPlan, out: Terminal, { all = false } = {}): string {
  const { strong, quiet, warning, command } = out.style;
  const { counts, cost } = plan;
  const changes = counts.create + counts.update + counts.replace + counts.delete;
  const sum = `+ ${counts.create}  ~ ${counts.update + counts.replace}  - ${counts.delete}`;
  const heading = [plan.target, plan.region, plan.environment].filter((part, at, parts) => part !== '' && parts.indexOf(part) === at);
  const before = cost.before === null || Math.abs(cost.before - cost.fixed) < 0.005 ? '' : ` (now $${cost.before.toFixed(2)})`;
  const shown = plan.items.filter(({ action }) => all || action !== 'none');
  const width = Math.min(24, Math.max(8, ...shown.map((item) => widthOfText(nameOf(item))))) + 2;
  const lines: Line[] = [
    {
      indent: 2,
      left: heading.map((part) => visible(part)).join(' · '),
      look: strong,
      right: `${sum}    ${aboutText(cost)}${before}`,
      rightWhole: true,
    },
    ...shown.flatMap((item) => itemLines(item, { width, all, out })),
  ];
  const unchanged = counts.none > 0 && !all ? [`${counts.none} ${counts.none === 1 ? 'stays' : 'stay'} as it is`] : [];
  const footer = [cost.prices === null ? '' : `prices of ${cost.prices}, fixed part only`, ...unchanged].filter(Boolean).join(' · ');
  if (footer !== '') lines.push({ indent: 2, left: footer, look: quiet });
  const below: Line[] = [
    ...plan.unsupported.map(({ resource, type, why, evidence }): Line => ({
      indent: 2,
      hang: 4,
      left: `! ${visible(resource)}  ${visible(type)}: ${visible(why)}`,
      look: warning,
      right: placesOf(evidence),
    })),
    ...plan.missing.map(({ name, where }): Line => ({
      indent: 2,
      left: `? ${visible(name)}  yours to give: gw secrets set ${visible(name)} --env ${plan.environment}`,
      look: warning,
      right: visible(where ?? ''),
    })),
    ...plan.leftOut.map(({ name, why }): Line => ({ indent: 2, left: `  ${visible(name)}  left out: ${visible(why)}`, look: quiet })),
    ...plan.notes.map((note): Line => ({ indent: 2, hang: 2, left: visible(note), look: quiet })),
  ];
  if (below.length > 0) lines.push({ indent: 0, left: '' }, ...below);
  const text = layOut(lines, out.width, out.style);
  if (plan.uncompared !== null) {
    text.push('', `  ${warning('!')} ${visible(plan.uncompared.message)}: this is what a new environment would get`);
    if (plan.uncompared.fix !== null) text.push(`    ${command(visible(plan.uncompared.fix))}`);
  } else if (changes === 0) text.push('', `  ${out.style.good('✔')} ${strong(visible(plan.environment))} is as the code says`);
  else text.push('', `  deploy it   ${command(`gw deploy ${visible(plan.environment)}`)}`);
  return text.join('\n');
}

function itemLines(item: PlanItem, { width, all, out }: { width: number; all: boolean; out: Terminal }): Line[] {
  const { good, warning, bad, quiet } = out.style;
  const looks = { create: good, update: warning, replace: bad, delete: bad, none: quiet };
  const price = item.action === 'delete' ? '' : costText(item.cost);
  const lines: Line[] = [
    {
      indent: 2,
      hang: width + 2,
      left: `${marks[item.action]} ${visible(nameOf(item)).padEnd(width - 2)}  ${visible(item.title)}`,
      look: looks[item.action],
      right: price === '' ? placesOf(item.evidence) : price,
      rightWhole: price !== '',
    },
  ];
  const below = (left: string, right = ''): void => void lines.push({ indent: width + 4, left, look: quiet, right });
  if (item.action === 'replace') below(item.stateful ? 'is made anew: what is in it is lost' : 'is made anew');
  for (const difference of item.differences) below(visible(difference));
  for (const { on, actions, evidence } of permissionsOf(item)) below(`${actions.join(', ')} on ${on}`, placesOf(evidence));
  if (all) {
    for (const { label, monthly: each, each: unit, without } of item.cost.lines) {
      const sum = each !== null ? `$${each.toFixed(2)}` : unit ? `$${unit.amount} / ${unit.unit}` : (without ?? '');
      below(`${visible(label)}  ${visible(sum)}`, unit ? `${unit.source} ${unit.read}` : '');
    }
    if (item.native.length > 0) below(visible(item.native.join(', ')));
  }
  return lines;
}

interface Permissions {
  readonly on: string;
  readonly actions: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Actions on one thing are one line. */
function permissionsOf({ permissions }: PlanItem): Permissions[] {
  return [...Map.groupBy(permissions, ({ on }) => on)].map(([on, all]) => ({
    on: visible(on),
    actions: [...new Set(all.map(({ action }) => visible(action)))],
    evidence: all.flatMap(({ evidence }) => evidence),
  }));
}

function nameOf({ kind, name }: PlanItem): string {
  if (kind === 'environment') return kind;
  return kind === 'service' || kind === 'resource' || name.includes(kind) ? name : `${kind} ${name}`;
}

/** `backend/app/storage.py:9,21 docs.py:3`: at most two files. */
export function placesOf(evidence: readonly Evidence[]): string {
  const files = [...Map.groupBy(evidence, ({ file }) => file)].slice(0, 2);
  return files
    .map(([file, places]) => {
      const lines = [...new Set(places.map(({ line }) => line))].toSorted((left, right) => left - right);
      return `${visible(file)}:${lines.slice(0, 3).join(',')}${lines.length > 3 ? ',…' : ''}`;
    })
    .join(' ');
}
