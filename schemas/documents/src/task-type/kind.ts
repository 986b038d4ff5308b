import { defineKind } from '../kind.ts';
import { schemas } from '../schemas.g.ts';
import { migrations } from './migrations.ts';

export const taskTypeKind = defineKind({ kind: 'task-type', schema: schemas['task-type'], migrations });
