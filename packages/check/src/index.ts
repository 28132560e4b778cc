export { check, Checker, type CheckInput } from './checker.ts';
export { severities, type Edit, type Finding, type Fix, type Range, type Severity } from './finding.ts';
export type { Report, Rule } from './rule.ts';
export { rules } from './rules/index.ts';
export { TextFile } from './text-file.ts';
export { applyEdits, planFixes, type FixPlan } from './fixes/apply.ts';
export { toSarif, type SarifOptions } from './sarif/sarif.ts';
