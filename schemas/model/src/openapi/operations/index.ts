import { configOperations } from './config.ts';
import { importOperations } from './imports.ts';
import type { Operation } from './operation.ts';
import { entityOperations } from './records.ts';
import { keptOperations } from './search.ts';
import { adminOperations, modelOperations, sessionOperations } from './session.ts';
import { workOperations } from './work.ts';

/** By tag. */
export const operations: { readonly [tag: string]: readonly Operation[] } = {
  session: sessionOperations,
  model: modelOperations,
  kept: keptOperations,
  work: workOperations,
  duplicates: entityOperations,
  imports: importOperations,
  configuration: configOperations,
  administration: adminOperations,
};
