export { evaluationOf, type Evaluation } from './evaluation/script.ts';
export { noPatch, outcomeOf, type GradeReason, type InstanceReport, type Outcome, type TestRun } from './grade/outcome.ts';
export { instanceSchema, type Instance } from './instance/instance.ts';
export { readInstances } from './instance/read.ts';
export { selectInstances, type Selection } from './instance/select.ts';
