import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const appKind = defineKind({ kind: 'app', schema: schemas.app, migrations });
