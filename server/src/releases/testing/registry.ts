import { coreFields, coreRules } from '@tenon/core-fields';
import { coreFieldsServer } from '@tenon/core-fields/server';
import { coreStrategies } from '@tenon/core-strategies';
import { createRegistry } from '@tenon/plugin-api';

export const registry = createRegistry([coreRules, coreFields, coreStrategies], [coreFieldsServer]);
