import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const roleKind = defineKind({ kind: 'role', schema: schemas.role, migrations });
