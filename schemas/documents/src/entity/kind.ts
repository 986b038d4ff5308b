import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const entityKind = defineKind({ kind: 'entity', schema: schemas.entity, migrations });
