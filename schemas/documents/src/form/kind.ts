import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const formKind = defineKind({ kind: 'form', schema: schemas.form, migrations });
