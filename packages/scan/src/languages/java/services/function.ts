import type { ServiceDraft } from '../../language.ts';
import { functionHandlers } from '../frameworks.ts';
import { draft, type Application } from './draft.ts';

/** Handlers of a cloud's events. */
export function functionService(application: Application): ServiceDraft[] | null {
  for (const module of application.modules) {
    for (const fact of module.classes) {
      for (const base of fact.bases) {
        const name = application.repository.canonicalName(base, module, -1);
        const framework = name === null ? undefined : functionHandlers.get(name);
        if (framework)
          return draft(application, {
            kind: 'function',
            framework,
            start: null,
            evidence: [{ file: module.path, line: fact.line, why: `${fact.name} handles events`, confidence: 0.96 }],
          });
      }
    }
    if (module.imports.some((each) => each.module.startsWith('com.microsoft.azure.functions'))) {
      const handler = module.functions.find((each) =>
        each.decorators.some(
          (decorator) => decorator.kind === 'call' && decorator.callee.kind === 'name' && decorator.callee.name === 'FunctionName',
        ),
      );
      if (handler)
        return draft(application, {
          kind: 'function',
          framework: 'azure-functions',
          start: null,
          evidence: [{ file: module.path, line: handler.line, why: `${handler.name} is a function`, confidence: 0.96 }],
        });
    }
  }
  return null;
}
