import { join } from 'node:path';
import { writeDoors } from '../../../scripts/write-doors.ts';
import { viewTypes } from '../src/view-types.ts';

writeDoors(join(import.meta.dirname, '../src'), viewTypes, 'viewTypes');
