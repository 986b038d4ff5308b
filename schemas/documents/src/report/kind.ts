import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const reportKind = defineKind({ kind: 'report', schema: schemas.report, migrations });
