import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const viewKind = defineKind({ kind: 'view', schema: schemas.view, migrations });
