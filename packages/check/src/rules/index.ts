import type { Rule } from '../rule.ts';
import { fixedPort } from './fixed-port.ts';
import { hardCodedAddress } from './hard-coded-address.ts';
import { localOnlyVisitors } from './local-only-visitors.ts';
import { localState } from './local-state.ts';
import { loopbackListener } from './loopback-listener.ts';
import { misnamedVariable } from './misnamed-variable.ts';
import { missingMigration } from './missing-migration.ts';
import { missingSystemPackage } from './missing-system-package.ts';
import { secretInCode } from './secret-in-code.ts';
import { unfitValue } from './unfit-value.ts';
import { unpinnedDependencies } from './unpinned-dependencies.ts';
import { unpinnedRuntime } from './unpinned-runtime.ts';
import { unprovidedVariable } from './unprovided-variable.ts';

/** Every rule, in the order documentation lists them: what surely fails first. */
export const rules: readonly Rule[] = [
  unprovidedVariable,
  misnamedVariable,
  unfitValue,
  loopbackListener,
  hardCodedAddress,
  localOnlyVisitors,
  missingMigration,
  missingSystemPackage,
  secretInCode,
  fixedPort,
  localState,
  unpinnedRuntime,
  unpinnedDependencies,
];
