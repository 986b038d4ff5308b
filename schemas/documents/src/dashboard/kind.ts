import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const dashboardKind = defineKind({ kind: 'dashboard', schema: schemas.dashboard, migrations });
