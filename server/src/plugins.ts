/** What is built in: the plugins of this server, for it and for the threads that it starts. */
import { coreFields, coreRules } from '@tenon/core-fields';
import { coreFieldsServer } from '@tenon/core-fields/server';
import { coreStrategies } from '@tenon/core-strategies';
import { coreTiles } from '@tenon/core-tiles';
import { coreViews } from '@tenon/core-views';
import { exampleRating } from '@tenon/example-rating';
import { exampleRatingServer } from '@tenon/example-rating/server';
import { createRegistry } from '@tenon/plugin-api';

export const registry = createRegistry(
  [coreRules, coreFields, coreStrategies, coreTiles, coreViews, exampleRating],
  [coreFieldsServer, exampleRatingServer],
);
