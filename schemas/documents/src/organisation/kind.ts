import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const organisationKind = defineKind({
  kind: 'organisation',
  schema: schemas.organisation,
  migrations,
});
