import { aboutText, costText } from '@groundwork/toolkit';
import type { CloudPlan, PlanItem } from '@groundwork/provision';
import { layOut, type Line } from '../../terminal/lines.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { visible } from '../../terminal/text.ts';

interface Costs {
  readonly environment: string;
  readonly target: string;
  readonly region: string;
  readonly sum: CloudPlan['cost'];
  readonly items: readonly PlanItem[];
}

/** Every part with its price, usage by the unit, and where prices were read. */
export function costReport({ environment, target, region, sum, items }: Costs, out: Terminal): string {
  const { strong, quiet } = out.style;
  const heading = [target, region, environment].filter((part, at, parts) => part !== '' && parts.indexOf(part) === at).join(' · ');
  const lines: Line[] = [{ indent: 2, left: visible(heading), look: strong, right: aboutText(sum), rightWhole: true }];
  const sources = new Set<string>();
  for (const { name, title, cost } of items) {
    lines.push({ indent: 2, left: `${visible(name)}  ${visible(title)}`, right: costText(cost), rightWhole: true });
    for (const { label, monthly: each, each: unit, without } of cost.lines) {
      const amount = each !== null ? `$${each.toFixed(2)}` : unit ? `$${unit.amount} / ${visible(unit.unit)}` : (without ?? '');
      lines.push({ indent: 4, left: visible(label), look: quiet, right: amount, rightWhole: true });
      if (unit) sources.add(`${unit.source}, read ${unit.read}`);
    }
  }
  const below = [...sources].toSorted().map((source): Line => ({ indent: 2, left: visible(source), look: quiet }));
  if (below.length > 0)
    lines.push({ indent: 0, left: '' }, { indent: 2, left: 'US dollars, before discounts and taxes; prices from:', look: quiet }, ...below);
  return layOut(lines, out.width, out.style).join('\n');
}
