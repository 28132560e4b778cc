import type { Debugger } from './debugger.ts';
import { debugpy } from './debugpy/debugpy.ts';
import { jsDebug } from './js-debug/js-debug.ts';

/** Debuggers of other people, one line each. */
export const debuggers: readonly Debugger[] = [debugpy, jsDebug];
