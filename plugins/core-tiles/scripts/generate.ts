import { join } from 'node:path';
import { writeDoors } from '../../../scripts/write-doors.ts';
import { tileTypes } from '../src/tile-types.ts';

writeDoors(join(import.meta.dirname, '../src'), tileTypes, 'tileTypes');
