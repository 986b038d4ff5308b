import type { EntityDocument } from '@tenon/documents';
import { exchangeRate } from './exchange-rate.ts';
import { team } from './team.ts';
import { user } from './user.ts';

/** Entities that are always there; a configuration may add fields to them. */
export const builtInEntities: readonly EntityDocument[] = [user, team, exchangeRate];
