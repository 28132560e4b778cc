import type { Rule } from '../rule.ts';
import { fixedPort } from './fixed-port.ts';
import { hardCodedAddress } from './hard-coded-address.ts';
import { loopbackListener } from './loopback-listener.ts';
import { secretInCode } from './secret-in-code.ts';
import { unprovidedVariable } from './unprovided-variable.ts';

/** Every rule, in the order documentation lists them: what surely fails first. */
export const rules: readonly Rule[] = [unprovidedVariable, hardCodedAddress, loopbackListener, fixedPort, secretInCode];
