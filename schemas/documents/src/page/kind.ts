import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const pageKind = defineKind({ kind: 'page', schema: schemas.page, migrations });
