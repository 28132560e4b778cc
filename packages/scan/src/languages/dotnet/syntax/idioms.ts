import type { Expression } from '../../../syntax/expression.ts';

const environments: Readonly<Record<string, string>> = {
  IsDevelopment: 'Development',
  IsProduction: 'Production',
  IsStaging: 'Staging',
};

/** Calls that say the same as another language's operator. */
export function idiom(callee: Expression, args: readonly Expression[], line: number): Expression | null {
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
  const [first, second] = args;
  switch (name) {
    case 'nameof': {
      const last = first?.kind === 'name' || first?.kind === 'member' ? first.name : null;
      return callee.kind === 'name' && last !== null ? { kind: 'literal', value: last, line } : null;
    }
    case 'IsNullOrEmpty':
    case 'IsNullOrWhiteSpace':
      return first && !second ? { kind: 'not', operand: first, line } : null;
    case 'IsDevelopment':
    case 'IsProduction':
    case 'IsStaging':
      return args.length === 0 ? inEnvironment({ kind: 'literal', value: environments[name] ?? '', line }, line) : null;
    case 'IsEnvironment':
      return first && !second ? inEnvironment(first, line) : null;
    case 'Equals':
      if (callee.kind !== 'member' || !first) return null;
      if (callee.object.kind === 'name' && /^[Ss]tring$/.test(callee.object.name))
        return second ? { kind: 'compare', operator: '==', left: first, right: second, line } : null;
      return { kind: 'compare', operator: '==', left: callee.object, right: first, line };
    default:
      return null;
  }
}

/** What is shipped runs in Production unless a variable says otherwise. */
const inEnvironment = (environment: Expression, line: number): Expression => ({
  kind: 'compare',
  operator: '==',
  left: {
    kind: 'environment',
    variable: 'ASPNETCORE_ENVIRONMENT',
    fallback: { kind: 'literal', value: 'Production', line },
    required: false,
    implicit: true,
    line,
  },
  right: environment,
  line,
});
