import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const queueKind = defineKind({ kind: 'queue', schema: schemas.queue, migrations });
