import type { Blueprint } from '@groundwork/blueprint';

/** What differs between two blueprints as far as it is run: one phrase each. Where it was read makes no difference. */
export function differences(before: Blueprint, after: Blueprint): string[] {
  return [...differing(before.resources, after.resources), ...differing(before.services, after.services)];
}

function differing(before: readonly { readonly name: string }[], after: readonly { readonly name: string }[]): string[] {
  const known = new Map(before.map((each) => [each.name, withoutEvidence(each)]));
  const names = new Set(after.map(({ name }) => name));
  return [
    ...after.flatMap((each) => {
      const old = known.get(each.name);
      if (old === undefined) return [`${each.name} is new`];
      return old === withoutEvidence(each) ? [] : [`${each.name} is read differently`];
    }),
    ...before.flatMap(({ name }) => (names.has(name) ? [] : [`${name} is gone`])),
  ];
}

function withoutEvidence(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => (key === 'evidence' ? undefined : part));
}
