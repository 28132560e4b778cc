import type { Rule } from '../rule.ts';
import { unprovidedVariable } from './unprovided-variable.ts';

/** Every rule, in the order documentation lists them: what surely fails first. */
export const rules: readonly Rule[] = [unprovidedVariable];
