import { aggregateRecords } from './aggregate.ts';
import { bulkRecords } from './bulk.ts';
import { createRecord } from './create.ts';
import { deleteRecord } from './delete.ts';
import { exportRecords } from './export.ts';
import { recordHistory } from './history.ts';
import { importRecords } from './import/import.ts';
import type { RecordsDependencies } from './operation.ts';
import { queryRecords } from './query.ts';
import { readRecord } from './read.ts';
import type { Records } from './records.ts';
import { restoreRecord } from './restore.ts';
import { revealValue } from './reveal.ts';
import { stageTimes } from './stage-times.ts';
import { updateRecord } from './update.ts';

/** The gate: every operation on records, each in the file of its name. */
export function createRecords(deps: RecordsDependencies): Records {
  return {
    read: readRecord,
    query: queryRecords,
    reveal: (...call) => revealValue(deps, ...call),
    aggregate: aggregateRecords,
    create: (...call) => createRecord(deps, ...call),
    update: (...call) => updateRecord(deps, ...call),
    delete: (...call) => deleteRecord(deps, ...call),
    restore: (...call) => restoreRecord(deps, ...call),
    bulk: (...call) => bulkRecords(deps, ...call),
    history: recordHistory,
    stageTimes: (...call) => stageTimes(deps, ...call),
    import: (...call) => importRecords(deps, ...call),
    export: exportRecords,
  };
}
