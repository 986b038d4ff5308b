/** Durable imports over a test company, with a queue of their own. */

import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportBody, ImportMapping, ImportState } from '@tenon/model';
import type { Context } from '../../context.ts';
import { createFiles } from '../../files/index.ts';
import { createJobs, type Jobs } from '../../jobs/index.ts';
import { createOwnershipGate } from '../../work/ownership/ownership.ts';
import { createImports, type Imports } from '../import/durable/imports.ts';
import type { CompanyIn } from './company.ts';

export interface DurableImports {
  readonly imports: Imports;
  readonly jobs: Jobs;
  /** Keeps a file, maps it where a mapping is given. */
  upload(
    context: Context,
    entity: string,
    content: string | Buffer,
    mapping?: ImportMapping,
    name?: string,
  ): Promise<ImportBody>;
  /** Waits until nothing is under way. */
  settled(context: Context, id: string): Promise<ImportBody>;
  run(
    context: Context,
    entity: string,
    content: string | Buffer,
    mapping?: ImportMapping,
  ): Promise<ImportBody>;
}

const underWay: readonly ImportState[] = ['checking', 'running', 'undoing'];

export function durableImports(
  company: CompanyIn,
  people: readonly Context[],
  fileLimit?: number,
): DurableImports {
  const { db } = company;
  const now = () => new Date().toISOString();
  const jobs = createJobs({ db, pollSeconds: 0.5 });
  const imports = createImports({
    db,
    jobs,
    now,
    files: createFiles({ now }),
    ownership: createOwnershipGate(),
    contextFor: async (user) =>
      user === null ? company.system : people.find(({ viewer }) => viewer.id === user),
    ...(fileLimit !== undefined && { fileLimit }),
  });
  const upload: DurableImports['upload'] = async (context, entity, content, mapping, name = 'file.csv') => {
    const body = await imports.create(context, entity, Readable.from([content]), { name });
    return mapping ? await imports.map(context, body.id, mapping) : body;
  };
  const settled: DurableImports['settled'] = async (context, id) => {
    for (;;) {
      const body = await imports.read(context, id);
      if (!underWay.includes(body.state)) return body;
      await sleep(30);
    }
  };
  return {
    imports,
    jobs,
    upload,
    settled,
    async run(context, entity, content, mapping) {
      const { id } = await upload(context, entity, content, mapping);
      await imports.run(context, id);
      return await settled(context, id);
    },
  };
}
