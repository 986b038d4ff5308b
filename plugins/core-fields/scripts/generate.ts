import { join } from 'node:path';
import { writeDoors } from '../../../scripts/write-doors.ts';
import { fieldTypes } from '../src/field-types.ts';

writeDoors(join(import.meta.dirname, '../src'), fieldTypes, 'fieldTypes');
