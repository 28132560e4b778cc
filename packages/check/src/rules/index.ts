import type { Rule } from '../rule.ts';
import { fixedPort } from './fixed-port.ts';
import { hardCodedAddress } from './hard-coded-address.ts';
import { localOnlyVisitors } from './local-only-visitors.ts';
import { localState } from './local-state.ts';
import { loopbackListener } from './loopback-listener.ts';
import { secretInCode } from './secret-in-code.ts';
import { unpinnedDependencies } from './unpinned-dependencies.ts';
import { unpinnedRuntime } from './unpinned-runtime.ts';
import { unprovidedVariable } from './unprovided-variable.ts';

/** Every rule, in the order documentation lists them: what surely fails first. */
export const rules: readonly Rule[] = [unprovidedVariable, hardCodedAddress, loopbackListener, fixedPort, secretInCode, localOnlyVisitors, localState, unpinnedRuntime, unpinnedDependencies];
